using Cajal.Networks;
using Cajal.Training;

namespace Cajal.DoctorBench.Published;

/// <summary>Too little restraint, and too much.</summary>
internal static class Restraint
{
    public static IReadOnlyList<PublishedBug> Bugs { get; } =
    [
        new("DeepLocalize and DeepFD, MovieReviews_Keras on GitHub", "reviews learned by heart")
        {
            Story = "Reviews as bags of 10,000 words, two layers of 16 ReLU units, RMSprop: training goes to 1 and validation turns round. The author put dropout of one half behind both "
                + "layers. Ours has 600 drawn reviews over 1,000 words and 40 epochs; mended it also stops after eight.",
            Fix = "dropout, fewer epochs",
            Accepted = ["G1"],
            Faulty = () => Rows.Of("reviews as bags of words, mlp relu", 600, 400, 1000, 1, (rng, x, y) =>
            {
                y[0] = rng.NextInt(2);
                for (int word = 0; word < 60; word++) x[rng.NextInt(9) == 0 ? (int)y[0] * 300 + rng.NextInt(300) : rng.NextInt(1000)] = 1;
            }) with
            {
                Network = (p, rng) => AsAsked.Chain(rng, 1000, [(16, "relu"), (16, "relu"), (1, "sigmoid")], dropout: p.Dropout),
                Loss = AsAsked.Binary,
                Optimizer = AsAsked.RmsProp,
                Rate = 0.001,
                Epochs = 40,
            },
            Mend = p => p with { Dropout = 0.5, Epochs = 8 },
        },
        new("tensorflow/playground, issue 94", "a penalty on the weights under which nothing learns")
        {
            Story = "Three layers of eight tanh units on a tenth of the points; with a rate of regularisation above 0.03 the network gives the same answer everywhere. Users found that "
                + "only the smallest values work. Ours: 50 points of a disc in a ring, rate 0.03, batch 10, penalty 0.1.",
            Fix = "penalty a hundred times smaller",
            Accepted = ["G4", "S7"],
            Faulty = () => Rows.Of("disc in a ring, mlp of three tanh layers", 50, 400, 2, 1, (rng, x, y) =>
            {
                bool isDisc = rng.NextInt(2) == 0;
                double r = isDisc ? 2.5 * rng.NextDouble() : 3.5 + 1.5 * rng.NextDouble(), angle = 2 * Math.PI * rng.NextDouble();
                (x[0], x[1], y[0]) = (r * Math.Cos(angle), r * Math.Sin(angle), isDisc ? 1 : -1);
            }) with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 2, [(8, "tanh"), (8, "tanh"), (8, "tanh"), (1, "tanh")], new Uniform(-0.5, 0.5)),
                Loss = (a, t) => a.HalfSquaredError(t),
                Optimizer = AsAsked.Sgd,
                Rate = 0.03,
                Batch = 10,
                Epochs = 300,
                Penalties = [new L2Penalty(0.05)],
            },
            Mend = p => p with { Penalties = [new L2Penalty(0.0005)] },
        },
    ];
}
