using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Published;

/// <summary>Which rows are learned from, in which order, and which judge.</summary>
internal static class BatchesAndRows
{
    private static readonly double[] Shares = [0.056, 0.077, 0.356, 0.457, 0.054];

    public static IReadOnlyList<PublishedBug> Bugs { get; } =
    [
        new("facebookresearch/fastText, issue 74", "texts sorted by label")
        {
            Story = "A linear classifier of texts learned from a file in which all texts of a label stand together: precision and recall were very low, and rose when the lines were "
                + "shuffled. The maintainers: examples are taken in order, shuffle the file. Our texts are drawn bags of words.",
            Fix = "shuffled rows",
            Accepted = ["D6"],
            Faulty = () => Texts() with { Shuffles = false },
            Mend = p => p with { Shuffles = true },
        },
        new("abdoelsayed2016/TNCR_Dataset, issue 3", "28 pictures in training and validation")
        {
            Story = "A reader compared the files and found 28 pictures of the validation set in the training set; the author had split by mistake and took them out. Ours are drawn digits: "
                + "28 of the 400 that judge are copies of training pictures.",
            Fix = "copies taken out",
            Accepted = ["D1"],
            Faulty = () => Shared(28),
            Mend = _ => Shared(0),
        },
        new("Stack Overflow, 2 April 2017, limited to one class", "five classes, two of them with 45 and 36 percent")
        {
            Story = "20 numbers, layers of 40 and 10 ReLU units, softmax, RMSprop; shares of the classes 5.6, 7.7, 35.6, 45.7 and 5.4 percent. All predictions are the largest class. The "
                + "answer: weigh classes by the inverse of their share. Our rows are drawn, 3,000 instead of 35,000, with a weak signal.",
            Fix = "class weights",
            Accepted = ["D4"],
            Faulty = () => Unequal() with { Loss = (a, t) => a.CrossEntropy(t) },
            Mend = p => p with { Loss = (a, t) => a.CrossEntropy(t, Tensor.From((float[])[.. Shares.Select(s => (float)(0.2 / s))])) },
        },
    ];

    private static Patient Texts()
    {
        var p = Rows.Of("bags of words, linear classifier", 1000, 400, 200, 1, (rng, x, y) =>
        {
            y[0] = rng.NextInt(5);
            for (int word = 0; word < 20; word++) x[rng.NextInt(3) == 0 ? (int)y[0] * 40 + rng.NextInt(40) : rng.NextInt(200)] += 1 / 20.0;
        }).Labelled(5);
        int[] labels = p.Y.ToArray<int>(), order = [.. Enumerable.Range(0, labels.Length).OrderBy(i => labels[i])];
        var index = Tensor.From(order, [order.Length]);
        return p with
        {
            X = p.X.IndexSelect(0, index).Keep(),
            Y = p.Y.IndexSelect(0, index).Keep(),
            Network = (_, rng) => AsAsked.Chain(rng, 200, [(5, "")]),
            Loss = (a, t) => a.CrossEntropy(t),
            Optimizer = AsAsked.Sgd,
            Rate = 0.5,
            Batch = 1,
            Epochs = 10,
        };
    }

    private static Patient Shared(int copies)
    {
        var p = Rows.Digits("digits, convolutions", 1);
        return p with
        {
            ValidationX = Tensor.Concatenate([p.X.Slice(0, ..copies), p.ValidationX.Slice(0, copies..)], 0).Keep(),
            ValidationY = Tensor.Concatenate([p.Y.Slice(0, ..copies), p.ValidationY.Slice(0, copies..)], 0).Keep(),
        };
    }

    private static Patient Unequal() => Rows.Of("five unequal classes, mlp relu", 3000, 1000, 20, 1, (rng, x, y) =>
    {
        double pick = rng.NextDouble();
        int label = 0;
        while (label < 4 && pick >= Shares[label]) pick -= Shares[label++];
        y[0] = label;
        for (int j = 0; j < 20; j++) x[j] = rng.NextNormal() + (j % 5 == label ? 0.35 : 0);
    }).Labelled(5) with
    {
        Network = (_, rng) => AsAsked.Chain(rng, 20, [(40, "relu"), (10, "relu"), (5, "")], dropout: 0.2),
        Optimizer = AsAsked.RmsProp,
        Epochs = 30,
    };
}
