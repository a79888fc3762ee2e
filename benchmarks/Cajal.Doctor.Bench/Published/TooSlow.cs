using Cajal.Networks;

namespace Cajal.DoctorBench.Published;

/// <summary>Steps that are too small or too few.</summary>
internal static class TooSlow
{
    public static IReadOnlyList<PublishedBug> Bugs { get; } =
    [
        new("Stack Overflow 78199673", "ten points of 10x, 100 steps of RMSprop")
        {
            Story = "One linear unit should learn 10x from the points 1 to 10: RMSprop at 0.005 for 100 epochs, that is 100 steps, and predictions far off. The answer: it has not "
                + "converged; twenty times the epochs at twice the rate. As in the original there are no validation rows.",
            Fix = "rate 0.01, 2,000 epochs",
            Accepted = ["T7", "T12"],
            Faulty = () => Rows.All("straight line, one linear unit", [.. Enumerable.Range(1, 10).Select(i => new double[] { i })],
                [.. Enumerable.Range(1, 10).Select(i => new double[] { 10 * i })]) with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 1, [(1, "")]),
                Loss = (a, t) => a.MeanSquaredError(t),
                Optimizer = AsAsked.RmsProp,
                Rate = 0.005,
                Epochs = 100,
            },
            Mend = p => p with { Rate = 0.01, Epochs = 2000 },
        },
        new("DeepLocalize and DeepFD, Stack Overflow 50306988", "two squares in a plane, five epochs")
        {
            Story = "200 points of two squares that do not touch, two sigmoid units, softmax, Adam at 0.001, five epochs of seven steps: everything in one class. Answered, and measured "
                + "by DeepFD: a rate of 0.01 and more epochs. Mended with 100 of them.",
            Fix = "rate 0.01, more epochs",
            Accepted = ["T7", "T12"],
            Faulty = () => Rows.Of("two squares, mlp sigmoid", 200, 200, 2, 1, (rng, x, y) =>
            {
                y[0] = rng.NextInt(2);
                for (int j = 0; j < 2; j++) x[j] = (y[0] == 0 ? 0.2 : 0.5) + 0.2 * rng.NextDouble();
            }).Labelled(2).OneHot(2) with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 2, [(2, "sigmoid"), (2, "softmax")]),
                Loss = AsAsked.Categorical,
                Epochs = 5,
            },
            Mend = p => p with { Rate = 0.01, Epochs = 100 },
        },
        new("Cross Validated 387150", "three points, a hidden layer without activation, Adam at 0.00001")
        {
            Story = "Ten hidden units should pass through three points exactly, but the loss crawled for 10,000 epochs. Hidden units have no activation, so the network is a straight "
                + "line, and the rate is tiny. As in the original there are no validation rows; the mended version is ours.",
            Fix = "an activation, a higher rate (ours)",
            Accepted = ["S2", "T7"],
            Faulty = () => Rows.All("three points, mlp", [[-1], [0], [1]], [[-0.2445248], [0.1232554], [0.1713998]]) with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 1, [(10, ""), (1, "")]),
                Loss = (a, t) => a.MeanSquaredError(t),
                Rate = 0.00001,
                Epochs = 10_000,
            },
            Mend = p => p with { Network = (_, rng) => AsAsked.Chain(rng, 1, [(10, "tanh"), (1, "")]), Rate = 0.01, Epochs = 2000 },
        },
    ];
}
