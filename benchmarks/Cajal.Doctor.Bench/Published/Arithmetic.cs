using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Published;

/// <summary>Losses and derivatives written by hand.</summary>
internal static class Arithmetic
{
    public static IReadOnlyList<PublishedBug> Bugs { get; } =
    [
        new("Stack Overflow 48951109", "binary cross-entropy of one's own without a guard")
        {
            Story = "A loss written as -(t·ln p + (1 - t)·ln(1 - p)) gave no number after some steps, although p comes from a sigmoid. The answer: p rounds to 0 or 1; take the form that "
                + "works on logits. The post names no data; ours are two clouds far apart.",
            Fix = "the stable form on logits",
            Accepted = ["T1"],
            Faulty = () => Rows.Of("two clouds far apart, mlp relu", 400, 200, 2, 1, (rng, x, y) =>
            {
                y[0] = rng.NextInt(2);
                for (int j = 0; j < 2; j++) x[j] = 3 * (2 * y[0] - 1) + rng.NextNormal();
            }) with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 2, [(16, "relu"), (16, "relu"), (1, "sigmoid")]),
                Loss = (p, t) => -(t * p.Log() + (1 - t) * (1 - p).Log()).Mean(),
                Rate = 0.01,
                Epochs = 100,
            },
            Mend = p => p with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 2, [(16, "relu"), (16, "relu"), (1, "")]),
                Loss = (a, t) => a.BinaryCrossEntropyWithLogits(t),
                Epochs = 20,
            },
        },
        new("tensorflow/playground, issue 175", "cross-entropy proposed without its minus")
        {
            Story = "A user proposed cross-entropy as t·ln o + (1 - t)·ln(1 - o) with the derivative that belongs to it; made smaller, it rewards wrong answers. Nobody corrected it in the "
                + "thread: the minus is missing. Ours trains on a disc in a ring.",
            Fix = "the minus (ours)",
            Accepted = ["S6", "S1", "C4"],
            Faulty = () => Disc() with { Loss = (p, t) => -AsAsked.Binary(p, t) },
            Mend = p => p with { Loss = AsAsked.Binary },
        },
        new("haifengl/smile, pull request 151", "the sign of a derivative turned round")
        {
            Story = "A change turned the sign of the output error of cross-entropy, because texts write it the other way round; the library goes uphill, and tests gave a much larger "
                + "error. The change was dropped. Ours passes the logits through a step whose derivative has the wrong sign.",
            Fix = "the right sign",
            Accepted = ["S6"],
            Faulty = () => Disc() with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 2, [(16, "tanh"), (1, "")]),
                Loss = (a, t) => Op.Apply(new Unary<Turned>(default), a).BinaryCrossEntropyWithLogits(t),
            },
            Mend = p => p with { Loss = (a, t) => a.BinaryCrossEntropyWithLogits(t) },
        },
    ];

    private static Patient Disc() => Rows.Of("disc in a ring, mlp tanh", 400, 200, 2, 1, (rng, x, y) =>
    {
        y[0] = rng.NextInt(2);
        double r = y[0] == 1 ? rng.NextDouble() : 1.3 + 0.7 * rng.NextDouble(), angle = 2 * Math.PI * rng.NextDouble();
        (x[0], x[1]) = (r * Math.Cos(angle), r * Math.Sin(angle));
    }) with
    {
        Network = (_, rng) => AsAsked.Chain(rng, 2, [(16, "tanh"), (1, "sigmoid")]),
        Rate = 0.01,
        Epochs = 40,
    };

    /// <summary>y = x      dy/dx = -1, which is the slip</summary>
    private readonly record struct Turned : IDifferentiable
    {
        public Saves Saves => Saves.Nothing;

        public L F<L>(L x) where L : struct, ILane<L> => x;

        public L D<L>(L x, L y) where L : struct, ILane<L> => L.Of(-1);

        public Tensor Derivative(Tensor x, Tensor y) => Tensor.Full(y.Shape, -1, y.DType);
    }
}
