using Cajal.Networks;

namespace Cajal.DoctorBench.Published;

/// <summary>A softmax over a single unit is 1 whatever comes in.</summary>
internal static class SoftmaxOfOne
{
    public static IReadOnlyList<PublishedBug> Bugs { get; } =
    [
        new("DeepLocalize, Stack Overflow 33969059", "a linear function of three large numbers, learned with a softmax output")
        {
            Story = "They wanted 2a + b + c/2 for inputs up to 10,000 from layers of 3 and 2 tanh units with dropout, and ended in one softmax unit; whatever came in, the "
                + "answer was 1. Told to take a linear output. Ours has 2,000 rows instead of 100,000; mended, numbers are scaled and dropout is gone too, or nothing learns.",
            Fix = "linear output, scaled numbers",
            Accepted = ["S1", "D5"],
            Faulty = () => Rows.Of("weighted sum, mlp tanh", 2000, 500, 3, 1, (rng, x, y) =>
            {
                for (int j = 0; j < 3; j++) x[j] = 10_000 * rng.NextDouble();
                y[0] = 2 * x[0] + x[1] + 0.5 * x[2] + 2.2;
            }) with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 3, [(3, "tanh"), (2, "tanh"), (1, "softmax")], new Uniform(-0.05, 0.05), dropout: 0.5),
                Loss = (a, t) => a.MeanSquaredError(t),
                Optimizer = AsAsked.Nesterov,
                Rate = 0.1,
                Epochs = 20,
            },
            Mend = p => p.Scaled().WithScaledTargets() with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 3, [(3, "tanh"), (2, "tanh"), (1, "")]),
                Rate = 0.01,
            },
        },
        new("DeepLocalize and NeuraLint, Stack Overflow 34311586", "exclusive or with a softmax output")
        {
            Story = "Six rows of exclusive or, layers of 2 and 3 sigmoid units, one softmax unit, squared error, a rate of 0.001: every answer was 1. Told to take a sigmoid "
                + "at the end; later collections add a faster optimizer and more epochs. As in the original there are no validation rows.",
            Fix = "sigmoid output, Adam at a higher rate, more epochs",
            Accepted = ["S1"],
            Faulty = () => Rows.All("exclusive or, mlp sigmoid", [[1, 1], [0, 0], [1, 0], [0, 1], [1, 1], [0, 0]], [[0], [0], [1], [1], [0], [0]]) with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 2, [(2, "sigmoid"), (3, "sigmoid"), (1, "softmax")], new Uniform(-0.05, 0.05)),
                Loss = (a, t) => a.MeanSquaredError(t),
                Optimizer = AsAsked.Nesterov,
                Rate = 0.001,
                Epochs = 20,
            },
            Mend = p => p with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 2, [(8, "tanh"), (3, "sigmoid"), (1, "sigmoid")]),
                Loss = AsAsked.Binary,
                Optimizer = AsAsked.Adam,
                Rate = 0.05,
                Epochs = 400,
            },
        },
        new("NeuraLint, Stack Overflow 45378493", "short sequences told apart by convolutions, softmax over one unit")
        {
            Story = "Sequences of ten steps with four marks went through two convolutions with batch norm and leaky ReLU into one softmax unit with binary cross-entropy; all "
                + "predictions were the same class. NeuraLint: for two classes one unit takes a sigmoid. Our sequences are drawn and ask for a pair of marks.",
            Fix = "sigmoid output",
            Accepted = ["S1"],
            Faulty = () => Rows.Of("pair of marks in a sequence, convolutions along it", 1000, 400, 40, 1, (rng, x, y) =>
            {
                int last = -1;
                for (int t = 0; t < 10; t++)
                {
                    int mark = rng.NextInt(4);
                    x[mark * 10 + t] = 1;
                    if (last == 0 && mark == 1) y[0] = 1;
                    last = mark;
                }
            }) with
            {
                Network = (_, rng) => Network(rng, Activation.Softmax),
                Loss = AsAsked.Binary,
                Batch = 128,
                Epochs = 40,
            },
            Mend = p => p with { Network = (_, rng) => Network(rng, Activation.Sigmoid) },
        },
    ];

    private static Sequential Network(Rng rng, Activation output) => new(new ByChannels(4),
        new Conv1d(4, 16, 4, rng, padding: Padding.Same), new BatchNorm1d(16), Activation.LeakyRelu(0.3), new Dropout(0.2, rng),
        new Conv1d(16, 8, 4, rng, padding: Padding.Same), new BatchNorm1d(8), Activation.LeakyRelu(0.3), new Dropout(0.2, rng),
        new Flatten(), new Linear(80, 64, rng), new BatchNorm1d(64), Activation.LeakyRelu(0.3), new Linear(64, 1, rng), output);

    // Rows as sequences: [N, C·L] → [N, C, L].
    private sealed class ByChannels(int channels) : Layer
    {
        protected override Tensor Compute(Tensor x) => x.Reshape(x.Shape[0], channels, -1);
    }
}
