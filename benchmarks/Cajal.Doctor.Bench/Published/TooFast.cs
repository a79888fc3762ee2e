using Cajal.Networks;

namespace Cajal.DoctorBench.Published;

/// <summary>Steps that are too large.</summary>
internal static class TooFast
{
    public static IReadOnlyList<PublishedBug> Bugs { get; } =
    [
        new("DeepLocalize, Stack Overflow 48934338", "a parabola with noise, gradient descent at 0.1")
        {
            Story = "Fifty points of 5x² with noise for x from 0 to 5, layers of 50 and 30 ReLU units, squared error, a rate of 0.1: all predictions were no numbers. The answer: a rate "
                + "a thousand times lower. As in the original there are no validation rows and targets stay as they are.",
            Fix = "rate 0.0001",
            Accepted = ["T2", "T6", "D5"],
            Faulty = () => Rows.All("parabola with noise, mlp relu", [.. Enumerable.Range(0, 50).Select(i => new double[] { i / 10.0 })], Parabola()) with
            {
                Network = (_, rng) => new Sequential(new Linear(1, 50, rng, weight: new XavierUniform()), Activation.Relu,
                    new Linear(50, 30, rng, weight: new Uniform(-0.05, 0.05)), Activation.Relu, new Linear(30, 1, rng, weight: new XavierUniform())),
                Loss = (a, t) => a.MeanSquaredError(t),
                Optimizer = AsAsked.Sgd,
                Rate = 0.1,
                Epochs = 1000,
            },
            Mend = p => p with { Rate = 0.0001 },
        },
        new("DeepLocalize and DeepFD, FacialKeypointsDetection on GitHub", "places in a picture, Adam at 0.1, no activation")
        {
            Story = "Pixels through layers of 50 and 100 units without activation into coordinates between -1 and 1, Adam at 0.1: the error jumps and stays large. The author lowered "
                + "the speed (another optimizer, more epochs). Ours finds two bright spots in 24 × 24 pixels; mended, hidden layers also have ReLU.",
            Fix = "a slower optimizer, ReLU",
            Accepted = ["T2", "T6", "S2"],
            Faulty = () => Rows.Of("two spots in a picture, linear layers", 600, 200, 576, 4, (rng, x, y) =>
            {
                for (int spot = 0; spot < 2; spot++)
                {
                    double row = 4 + 16 * rng.NextDouble(), column = spot * 12 + 3 + 6 * rng.NextDouble();
                    for (int i = 0; i < 576; i++) x[i] += Math.Exp(-((i / 24 - row) * (i / 24 - row) + (i % 24 - column) * (i % 24 - column)) / 4);
                    (y[2 * spot], y[2 * spot + 1]) = ((row - 12) / 12, (column - 12) / 12);
                }
            }) with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 576, [(50, ""), (100, ""), (4, "")]),
                Loss = (a, t) => a.MeanSquaredError(t),
                Rate = 0.1,
                Epochs = 30,
            },
            Mend = p => p with { Network = (_, rng) => AsAsked.Chain(rng, 576, [(50, "relu"), (100, "relu"), (4, "")]), Rate = 0.001 },
        },
        new("AutoTrainer, demonstration of oscillating loss", "three clouds, momentum, one example a step")
        {
            Story = "Clouds in a plane that overlap, 50 ReLU units, softmax, gradient descent at 0.01 with momentum 0.9 and a batch of 1: accuracy swings for 200 epochs. The tool's "
                + "repair is Adam. Ours trains for 20 epochs; mended, the batch is 32 as well.",
            Fix = "Adam, a larger batch",
            Accepted = ["T6", "T10"],
            Faulty = () => OutputRange.Clouds("three clouds, mlp relu, batch 1") with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 2, [(50, "relu"), (3, "softmax")], new HeUniform()),
                Optimizer = (p, rate) => new Sgd(p, rate, momentum: 0.9),
                Rate = 0.01,
                Batch = 1,
                Epochs = 20,
            },
            Mend = p => p with { Optimizer = AsAsked.Adam, Rate = 0.001, Batch = 32, Epochs = 40 },
        },
        new("Cross Validated 487194", "a recurrent network whose cost jumps up and stays there")
        {
            Story = "The cost of a plain recurrent network fell for fifteen steps, jumped, and never fell again. The answer: one large gradient threw it onto a plain; clip the norm of the "
                + "gradients. The post names no sizes; ours adds up 30 numbers with 32 tanh units and momentum.",
            Fix = "gradients clipped",
            Accepted = ["T2", "T6"],
            Faulty = () => Rows.Of("sum over 30 steps, rnn", 500, 200, 30, 1, (rng, x, y) =>
            {
                for (int t = 0; t < 30; t++) y[0] += (x[t] = rng.NextNormal()) / Math.Sqrt(30);
            }) with
            {
                Network = (_, rng) => new Summing(rng, 32),
                Loss = (a, t) => a.MeanSquaredError(t),
                Optimizer = (p, rate) => new Sgd(p, rate, momentum: 0.9),
                Rate = 0.03,
                Batch = 20,
                Epochs = 20,
            },
            Mend = p => p with { ClipNorm = 0.5, Rate = 0.01 },
        },
    ];

    private static double[][] Parabola()
    {
        var rng = new Rng(1).Fork("noise");
        return [.. Enumerable.Range(0, 50).Select(i => new double[] { 5 * (i / 10.0) * (i / 10.0) + Math.Pow(rng.NextNormal(), 3) })];
    }

    private sealed class Summing : Layer
    {
        private readonly Rnn reader;
        private readonly Linear head;

        public Summing(Rng rng, int width)
        {
            reader = RegisterModule("reader", new Rnn(1, width, rng, batchFirst: true));
            head = RegisterModule("head", new Linear(width, 1, rng, weight: new XavierUniform()));
        }

        protected override Tensor Compute(Tensor x) => head.Forward(reader.Run(x.Reshape(x.Shape[0], -1, 1)).State.Hidden.Select(0, 0));
    }
}
