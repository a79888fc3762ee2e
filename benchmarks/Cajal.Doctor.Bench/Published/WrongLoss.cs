using Cajal.Networks;

namespace Cajal.DoctorBench.Published;

/// <summary>Output and loss do not belong together.</summary>
internal static class WrongLoss
{
    public static IReadOnlyList<PublishedBug> Bugs { get; } =
    [
        new("DeepLocalize, Stack Overflow 38648195", "several labels at once with softmax and squared error")
        {
            Story = "Counts of 20 words tell which of three labels hold, several at a time; the network ends in softmax with squared error and dropout of one half, and accuracy "
                + "stays low. The answer: a sigmoid for each label and binary cross-entropy. Ours has 2,000 rows instead of 60,000 and ten times the epochs.",
            Fix = "sigmoid output and binary cross-entropy",
            Accepted = ["S1"],
            Faulty = () => Rows.Of("several labels of word counts, mlp relu", 2000, 500, 20, 3, (rng, x, y) =>
            {
                for (int k = 0; k < 3; k++) y[k] = rng.NextInt(2);
                for (int word = 0; word < 50; word++)
                {
                    int of = rng.NextInt(4);
                    x[of < 3 && y[of] == 1 ? of * 6 + rng.NextInt(7) : rng.NextInt(20)]++;
                }
            }) with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 20, [(20, "relu"), (20, "relu"), (3, "softmax")], dropout: 0.5),
                Loss = (a, t) => a.MeanSquaredError(t),
                Optimizer = AsAsked.Sgd,
                Rate = 0.01,
                Batch = 20,
                Epochs = 200,
            },
            Mend = p => p with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 20, [(20, "relu"), (20, "relu"), (3, "sigmoid")], dropout: 0.5),
                Loss = AsAsked.Binary,
            },
        },
        new("DeepLocalize and NeuraLint, Stack Overflow 50079585", "three kinds of pictures, one sigmoid unit")
        {
            Story = "A network for two classes was given a third: three convolutions, one sigmoid unit, binary cross-entropy, class numbers 0, 1 and 2 as targets. Loss went below 0 "
                + "and accuracy stood at a third. The answer: three softmax units. Ours tells three digits at 14 × 14 pixels and has fewer channels.",
            Fix = "three softmax units and their cross-entropy",
            Accepted = ["S1"],
            Faulty = () =>
            {
                var p = Rows.Digits("three digits, convolutions", 1);
                var (x, y) = UpTo(p.X, p.Y, 3);
                var (vx, vy) = UpTo(p.ValidationX, p.ValidationY, 3);
                return p with
                {
                    X = x,
                    Y = y.To(DType.Float32).Reshape(-1, 1).Keep(),
                    ValidationX = vx,
                    ValidationY = vy.To(DType.Float32).Reshape(-1, 1).Keep(),
                    Classes = 0,
                    Network = (_, rng) => Convolutions(rng, 1, Activation.Sigmoid),
                    Loss = AsAsked.Binary,
                    Optimizer = AsAsked.RmsProp,
                    Rate = 0.001,
                    Batch = 16,
                    Epochs = 20,
                };
            },
            Mend = p => p.Labelled(3).OneHot(3) with { Network = (_, rng) => Convolutions(rng, 3, Activation.Softmax), Loss = AsAsked.Categorical },
        },
        new("Lightning-Universe/lightning-bolts, issue 654", "softmax twice in logistic regression")
        {
            Story = "A ready-made logistic regression put softmax into the model and again into the loss. It trains, but badly: the loss cannot come near 0. Mended by taking the "
                + "first one out. The issue names no data; ours are four clouds in ten dimensions.",
            Fix = "logits into the loss",
            Accepted = ["S1"],
            Faulty = () => Rows.Of("four clouds in ten dimensions, logistic regression", 800, 400, 10, 1, (rng, x, y) =>
            {
                y[0] = rng.NextInt(4);
                for (int j = 0; j < 10; j++) x[j] = rng.NextNormal() + (j % 4 == (int)y[0] ? 2 : 0);
            }).Labelled(4) with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 10, [(4, "softmax")]),
                Loss = (a, t) => a.CrossEntropy(t),
                Rate = 0.01,
                Epochs = 60,
            },
            Mend = p => p with { Network = (_, rng) => AsAsked.Chain(rng, 10, [(4, "")]) },
        },
        new("DeepLocalize, Stack Overflow 48385830", "digits, no activation anywhere, squared error, a rate of 3")
        {
            Story = "A lesson's network of 30 hidden units was copied without its activations: weights of spread 1, squared error, rate 3. The loss became infinite in the second "
                + "batch. Named since then: activation, loss and rate. Ours sees drawn digits at half size; mended with a rate of 0.3.",
            Fix = "sigmoid and softmax, cross-entropy, a lower rate",
            Accepted = ["S1", "S2", "S4", "T2", "T6"],
            Faulty = () => Rows.Digits("digits, mlp without activations", 1).Flat().OneHot(10) with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 196, [(30, ""), (10, "")], new Normal(1)),
                Loss = (a, t) => a.MeanSquaredError(t),
                Optimizer = AsAsked.Sgd,
                Rate = 3,
                Batch = 10,
                Epochs = 30,
            },
            Mend = p => p with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 196, [(30, "sigmoid"), (10, "softmax")], new Normal(1)),
                Loss = AsAsked.Categorical,
                Rate = 0.3,
            },
        },
    ];

    private static (Tensor X, Tensor Y) UpTo(Tensor x, Tensor y, int classes)
    {
        int[] labels = y.ToArray<int>(), kept = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] < classes)];
        var index = Tensor.From(kept, [kept.Length]);
        return (x.IndexSelect(0, index).Keep(), y.IndexSelect(0, index).Keep());
    }

    private static Sequential Convolutions(Rng rng, int outputs, Activation output) => new(
        new Conv2d(1, 8, 3, rng, padding: 1, weight: new XavierUniform()), Activation.Relu, new MaxPool2d(2),
        new Conv2d(8, 8, 3, rng, padding: 1, weight: new XavierUniform()), Activation.Relu, new MaxPool2d(2),
        new Conv2d(8, 16, 3, rng, padding: 1, weight: new XavierUniform()), Activation.Relu, new Flatten(),
        new Linear(16 * 3 * 3, 64, rng, weight: new XavierUniform()), Activation.Relu, new Dropout(0.5, rng), new Linear(64, outputs, rng, weight: new XavierUniform()), output);
}
