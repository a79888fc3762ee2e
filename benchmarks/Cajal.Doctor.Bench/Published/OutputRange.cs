using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Published;

/// <summary>The last activation cannot give the numbers the loss asks for.</summary>
internal static class OutputRange
{
    public static IReadOnlyList<PublishedBug> Bugs { get; } =
    [
        new("DeepLocalize, Stack Overflow 48221692", "a parabola up to 103 from a sigmoid output")
        {
            Story = "201 points of x² + 3 for x from -10 to 10, five sigmoid units and a sigmoid at the end, squared error, all rows at once for 1,000 epochs: the curve stayed "
                + "at 1. The answer: a linear output for numbers. Mended, numbers are scaled and Adam is used, or it takes far longer.",
            Fix = "linear output, scaled numbers",
            Accepted = ["S1"],
            Faulty = () => Parabola() with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 1, [(5, "sigmoid"), (1, "sigmoid")]),
                Loss = (a, t) => a.MeanSquaredError(t),
                Optimizer = AsAsked.Sgd,
                Rate = 0.01,
                Batch = 150,
                Epochs = 1000,
            },
            Mend = p => p.Scaled().WithScaledTargets() with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 1, [(5, "sigmoid"), (1, "")]),
                Optimizer = AsAsked.Adam,
                Rate = 0.02,
            },
        },
        new("DeepLearning.AI forum, thread 324182", "2x - 1 with ReLU at the output")
        {
            Story = "Seven points of 2x - 1, layers of 4, 2 and 1 ReLU units, Adam: in most starts the loss stood still. Some targets are negative, which ReLU cannot give, and "
                + "an output unit that starts at 0 never moves. As in the original there are no validation rows; the mended version is ours.",
            Fix = "linear output, more units (ours)",
            Accepted = ["S1", "T4"],
            Faulty = () => Rows.All("straight line, mlp relu", [[-1], [0], [1], [2], [3], [4], [5]], [[-3], [-1], [1], [3], [5], [7], [9]]) with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 1, [(4, "relu"), (2, "relu"), (1, "relu")]),
                Loss = (a, t) => a.MeanSquaredError(t),
                Epochs = 500,
            },
            Mend = p => p with { Network = (_, rng) => AsAsked.Chain(rng, 1, [(16, "relu"), (8, "relu"), (1, "")]), Rate = 0.01 },
        },
        new("AutoTrainer, demonstration of an improper activation", "three clouds, ReLU instead of softmax")
        {
            Story = "Clouds in a plane through four layers of 50 ReLU units into three ReLU units, with the cross-entropy of probabilities and Adam at 0.0001. Accuracy stays "
                + "low or the loss breaks down; the tool puts a softmax at the end. Our clouds have centres of our own.",
            Fix = "softmax output",
            Accepted = ["S1"],
            Faulty = () => Clouds("three clouds, mlp of five layers") with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 2, [(50, "relu"), (50, "relu"), (50, "relu"), (50, "relu"), (3, "relu")], new HeUniform()),
                Rate = 0.0001,
                Batch = 256,
                Epochs = 300,
            },
            Mend = p => p with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 2, [(50, "relu"), (50, "relu"), (50, "relu"), (50, "relu"), (3, "softmax")], new HeUniform()),
            },
        },
        new("DeepLocalize, Stack Overflow 47352366", "handwritten digits by convolutions that end in ReLU")
        {
            Story = "Two convolutions, a wide layer with dropout and ten units with ReLU, cross-entropy of probabilities, Adam: accuracy near 0.1. The answer: softmax at the end. "
                + "Ours sees drawn digits at half size and has 8, 16 and 64 units instead of 32, 64 and 1,024.",
            Fix = "softmax output",
            Accepted = ["S1"],
            Faulty = () => Rows.Digits("digits, convolutions", 1).OneHot(10) with
            {
                Network = (_, rng) => Convolutions(rng, Activation.Relu),
                Loss = AsAsked.Categorical,
                Optimizer = AsAsked.Adam,
                Rate = 0.001,
                Batch = 50,
                Epochs = 30,
            },
            Mend = p => p with { Network = (_, rng) => Convolutions(rng, Activation.Softmax) },
        },
    ];

    // 201 points, every fourth to judge by.
    private static Patient Parabola()
    {
        var judges = Enumerable.Range(0, 201).ToLookup(i => i % 4 == 3);
        var (train, validation) = (Of(judges[false]), Of(judges[true]));
        return train with { ValidationX = validation.X, ValidationY = validation.Y, HasValidation = true };

        static Patient Of(IEnumerable<int> points) => Rows.All("parabola, mlp sigmoid", [.. points.Select(i => new[] { (i - 100) / 10.0 })],
            [.. points.Select(i => new[] { Math.Pow((i - 100) / 10.0, 2) + 3 })]);
    }

    /// <summary>Three overlapping clouds in a plane, as the AutoTrainer cases have them.</summary>
    public static Patient Clouds(string kind) => Rows.Of(kind, 700, 300, 2, 1, (rng, x, y) =>
    {
        int cloud = rng.NextInt(3);
        (double a, double b) = cloud switch { 0 => (-1.0, -9.0), 1 => (-8.0, -1.0), _ => (4.0, 4.0) };
        (x[0], x[1], y[0]) = (a + 2 * rng.NextNormal(), b + 2 * rng.NextNormal(), cloud);
    }).OneHot3() with
    { Loss = AsAsked.Categorical };

    private static Patient OneHot3(this Patient p) => p.Labelled(3).OneHot(3);

    private static Sequential Convolutions(Rng rng, Activation output) => new(
        new Conv2d(1, 8, 5, rng, padding: 2, weight: new XavierUniform()), Activation.Relu, new MaxPool2d(2),
        new Conv2d(8, 16, 5, rng, padding: 2, weight: new XavierUniform()), Activation.Relu, new MaxPool2d(2), new Flatten(),
        new Linear(16 * 3 * 3, 64, rng, weight: new XavierUniform()), Activation.Relu, new Dropout(0.5, rng), new Linear(64, 10, rng, weight: new XavierUniform()), output);
}
