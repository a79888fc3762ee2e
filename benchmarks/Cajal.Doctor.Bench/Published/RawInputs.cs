using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Published;

/// <summary>Numbers go in as they are, far from 0 and 1.</summary>
internal static class RawInputs
{
    public static IReadOnlyList<PublishedBug> Bugs { get; } =
    [
        new("DeepLocalize, Stack Overflow 55328966", "digits with pixels from 0 to 255 and sigmoid outputs")
        {
            Story = "5,000 digits with raw pixels, a linear layer, 50 ReLU units and ten sigmoid units, gradient descent at 0.0001: accuracy would not rise. The answer: divide by 255, "
                + "softmax at the end. Ours sees drawn digits at half size; mended with Adam as a later collection has it.",
            Fix = "pixels divided by 255, softmax output, Adam",
            Accepted = ["D5", "S1"],
            Faulty = () => Rows.Digits("digits, mlp relu", 255).Flat().OneHot(10) with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 196, [(196, ""), (50, "relu"), (10, "sigmoid")]),
                Loss = AsAsked.Categorical,
                Optimizer = AsAsked.Sgd,
                Rate = 0.0001,
                Epochs = 20,
            },
            Mend = p => Rows.Digits("digits, mlp relu", 1).Flat().OneHot(10) with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 196, [(50, "relu"), (10, "softmax")]),
                Loss = AsAsked.Categorical,
                Optimizer = AsAsked.Adam,
                Rate = 0.001,
                Epochs = 20,
            },
        },
        new("DeepLocalize, Stack Overflow 52800582", "x to the fourth power for x up to 100")
        {
            Story = "400 points of x⁴ for x from -100 to 100, 50 sigmoid and 50 ELU units, Adam, squared error: predictions stayed near 0 where targets reach 10⁸, while x³ seemed to "
                + "work. The answer: scale inputs and targets. As in the original there are no validation rows.",
            Fix = "scaled inputs and targets",
            Accepted = ["D5"],
            Faulty = () => Rows.All("fourth power, mlp", [.. Enumerable.Range(0, 400).Select(i => new double[] { -100 + i / 2.0 })],
                [.. Enumerable.Range(0, 400).Select(i => new double[] { Math.Pow(-100 + i / 2.0, 4) })]) with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 1, [(50, "sigmoid"), (50, "elu"), (1, "")]),
                Loss = (a, t) => a.MeanSquaredError(t),
                Batch = 400,
                Epochs = 1000,
            },
            Mend = p => p.Scaled().WithScaledTargets() with { Rate = 0.01 },
        },
        new("Cross Validated 284189", "a straight line through a table of televisions, the loss is no number")
        {
            Story = "One column of a small table should foretell another: one linear unit, squared error, gradient descent at 0.01 with a batch of 1. Every epoch gave no number; only "
                + "a rate of 0.0000001 worked. The answer: standardise both columns. Our table is drawn: people for each television, years of life.",
            Fix = "scaled inputs and targets",
            Accepted = ["D5"],
            Faulty = () => Rows.Of("straight line, one linear unit", 40, 0, 1, 1, (rng, x, y) =>
                y[0] = 77 - 3 * Math.Log(x[0] = Math.Exp(6.4 * rng.NextDouble())) + 3 * rng.NextNormal()) with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 1, [(1, "")]),
                Loss = (a, t) => a.MeanSquaredError(t),
                Optimizer = AsAsked.Sgd,
                Rate = 0.01,
                Batch = 1,
                Epochs = 30,
                Shuffles = false,
            },
            Mend = p => p.Scaled().WithScaledTargets(),
        },
        new("fast.ai forum, 22 February 2017", "softmax regression by hand on raw pixels, the loss is infinite")
        {
            Story = "Weights of spread 1/√n, raw pixels and a cross-entropy that takes the logarithm of 1 - p: p rounds to 1 and the loss is infinite for many examples. They found it "
                + "themselves: dividing the pixels ended it. Ours trains on drawn digits at half size, batch 1, as the post was about to.",
            Fix = "pixels divided by 255",
            Accepted = ["D5"],
            Faulty = () => Softmax(255),
            Mend = _ => Softmax(1),
        },
    ];

    private static Patient Softmax(double largest) => Rows.Digits("digits, softmax regression", largest).Flat().OneHot(10) with
    {
        Network = (_, rng) => AsAsked.Chain(rng, 196, [(10, "softmax")], new Normal(1 / Math.Sqrt(196))),
        Loss = (p, t) => -(t * p + (1 - t) * (1 - p)).Log().Mean(),
        Optimizer = AsAsked.Sgd,
        Rate = 0.1,
        Batch = 1,
        Epochs = 10,
    };
}
