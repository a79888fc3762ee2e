using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Published;

/// <summary>A signal that does not come through many layers or steps.</summary>
internal static class Depth
{
    public static IReadOnlyList<PublishedBug> Bugs { get; } =
    [
        new("AutoTrainer, demonstration of a vanishing gradient", "two rings, eight layers of five sigmoid units")
        {
            Story = "Two rings with noise, eight layers of five sigmoid units, Adam at 0.001, 300 epochs: accuracy at one half. The tool's repair is another activation (SELU), which "
                + "comes to 0.85.",
            Fix = "SELU instead of sigmoid",
            Accepted = ["T3", "S4"],
            Faulty = () => Rows.Of("two rings, mlp of eight sigmoid layers", 700, 300, 2, 1, (rng, x, y) =>
            {
                double angle = 2 * Math.PI * rng.NextDouble(), r = (y[0] = rng.NextInt(2)) == 1 ? 0.8 : 1;
                (x[0], x[1]) = (r * Math.Cos(angle) + 0.1 * rng.NextNormal(), r * Math.Sin(angle) + 0.1 * rng.NextNormal());
            }) with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 2, [.. Enumerable.Repeat((5, "sigmoid"), 8), (1, "sigmoid")], new HeUniform()),
                Loss = AsAsked.Binary,
                Batch = 128,
                Epochs = 300,
            },
            Mend = p => p with { Network = (_, rng) => AsAsked.Chain(rng, 2, [.. Enumerable.Repeat((5, "selu"), 8), (1, "sigmoid")], new LeCunNormal()) },
        },
        new("AutoTrainer, motivating case of a dying ReLU", "digits through 34 layers of ReLU")
        {
            Story = "Digits through 34 layers with ReLU, Adam, batch 32: in half of the starts the units die. Repairs of the tool: another activation, "
                + "first weights after He, batch normalisation. The widths are not published; ours has 32 units, Glorot's weights and drawn digits at half size.",
            Fix = "SELU instead of ReLU",
            Accepted = ["T3", "T4", "S4"],
            Faulty = () => Rows.Digits("digits, mlp of 34 relu layers", 1).Flat() with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 196, [.. Enumerable.Repeat((32, "relu"), 33), (10, "")]),
                Loss = (a, t) => a.CrossEntropy(t),
                Optimizer = AsAsked.Adam,
                Rate = 0.001,
                Epochs = 15,
            },
            Mend = p => p with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 196, [.. Enumerable.Repeat((32, "selu"), 33), (10, "")], new LeCunNormal()),
                Rate = 0.0005,
                Epochs = 20,
            },
        },
        new("DeepLocalize, Stack Overflow 39217567", "a code of eight bits, three layers of sigmoid, weights of 0.05")
        {
            Story = "All 256 codes of eight bits and as targets the same codes in another order; three layers of eight sigmoid units with weights of spread 0.05, squared error, gradient "
                + "descent at 0.01: the error stayed at 0.25 for 1,000 epochs. Repaired in the collection with ReLU inside and the codes themselves as targets.",
            Fix = "ReLU, targets that follow from the inputs, Adam",
            Accepted = ["T3", "S4", "T7"],
            Faulty = () => Rows.All("codes of eight bits, mlp sigmoid", Codes(0), Codes(1)) with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 8, [(8, "sigmoid"), (8, "sigmoid"), (8, "sigmoid")], new Normal(0.05)),
                Loss = (a, t) => a.MeanSquaredError(t),
                Optimizer = AsAsked.Sgd,
                Rate = 0.01,
                Batch = 50,
                Epochs = 1000,
            },
            Mend = p => p with
            {
                Y = p.X,
                Network = (_, rng) => AsAsked.Chain(rng, 8, [(16, "relu"), (16, "relu"), (8, "sigmoid")]),
                Loss = AsAsked.Binary,
                Optimizer = AsAsked.Adam,
                Rate = 0.005,
                Epochs = 150,
            },
        },
        new("Cross Validated 340898", "the first value of a long sequence, a plain recurrent unit")
        {
            Story = "A sequence starts high or low and goes on with noise; one recurrent unit should tell which at the end. Success falls quickly with the length, and they ask why "
                + "an LSTM of one unit is no better. Ours takes length 30 and eight plain units; the mended version is ours too: gates (GRU), more units, a higher rate.",
            Fix = "gates, more units, a higher rate (ours)",
            Accepted = ["T3"],
            Faulty = () => Latch() with { Network = (_, rng) => new SequenceClassifier(RecurrentKind.Rnn, 1, 8, 2, rng) },
            Mend = p => p with { Network = (_, rng) => new SequenceClassifier(RecurrentKind.Gru, 1, 16, 2, rng), Rate = 0.01, Epochs = 30 },
        },
    ];

    private static Patient Latch()
    {
        var p = Rows.Of("first of 30 values, recurrent", 1000, 300, 30, 1, (rng, x, y) =>
        {
            y[0] = rng.NextInt(2);
            for (int t = 0; t < 30; t++) x[t] = 0.2 * rng.NextNormal();
            x[0] = 2 * y[0] - 1;
        }).Labelled(2);
        return p with
        {
            X = p.X.Reshape(-1, 30, 1).Keep(),
            ValidationX = p.ValidationX.Reshape(-1, 30, 1).Keep(),
            Loss = (a, t) => a.CrossEntropy(t),
            Epochs = 5,
        };
    }

    // The codes in order, or in a drawn order.
    private static double[][] Codes(ulong order)
    {
        int[] codes = [.. Enumerable.Range(0, 256)];
        var rng = new Rng(order);
        if (order > 0) for (int i = 255; i > 0; i--) { int j = rng.NextInt(i + 1); (codes[i], codes[j]) = (codes[j], codes[i]); }
        return [.. codes.Select(c => (double[])[.. Enumerable.Range(0, 8).Select(b => (double)(c >> b & 1))])];
    }
}
