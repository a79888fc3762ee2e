using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Published;

/// <summary>Layers that the optimizer does not move.</summary>
internal static class LeftOut
{
    public static IReadOnlyList<PublishedBug> Bugs { get; } =
    [
        new("zjunlp/HVPNeT, issue 5", "the last layer's parameters are gathered and not handed over")
        {
            Story = "Groups of parameters were collected one after the other; the line that adds the last group (the layer behind the encoder) was missing, so it never moved. The author "
                + "had met it before. Ours is a small network on clouds whose last layer is not given to the optimizer.",
            Fix = "all parameters to the optimizer",
            Accepted = ["T9"],
            Faulty = () => Clouds() with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 20, [(32, "relu"), (32, "relu"), (4, "")]),
                Moved = network => [.. network.Parameters.SkipLast(2)],
            },
            Mend = p => p with { Moved = null },
        },
        new("pytorch/pytorch, issue 666", "layers in a list that the module does not know")
        {
            Story = "A module kept a variable number of layers in an ordinary list; their parameters are not among the module's, so the optimizer never sees them. The answer: register them "
                + "through the list made for it. Ours has a first and a last layer it knows and four in the list.",
            Fix = "registered layers",
            Accepted = ["T9"],
            Faulty = () => Clouds() with { Network = (_, rng) => new Listed(rng, isKnown: false) },
            Mend = p => p with { Network = (_, rng) => new Listed(rng, isKnown: true) },
        },
    ];

    private static Patient Clouds() => Rows.Of("four clouds in 20 dimensions, mlp", 800, 400, 20, 1, (rng, x, y) =>
    {
        y[0] = rng.NextInt(4);
        for (int j = 0; j < 20; j++) x[j] = rng.NextNormal() + (j % 4 == (int)y[0] ? 1 : 0);
    }).Labelled(4) with
    { Loss = (a, t) => a.CrossEntropy(t), Epochs = 12 };

    private sealed class Listed : Layer
    {
        private readonly Linear first, last;
        private readonly List<Linear> inner = [];

        public Listed(Rng rng, bool isKnown)
        {
            first = RegisterModule("first", new Linear(20, 32, rng));
            for (int i = 0; i < 4; i++)
            {
                inner.Add(new Linear(32, 32, rng));
                if (isKnown) RegisterModule($"inner{i}", inner[i]);
            }
            last = RegisterModule("last", new Linear(32, 4, rng));
        }

        protected override Tensor Compute(Tensor x)
        {
            x = first.Forward(x).Relu();
            foreach (var layer in inner) x = layer.Forward(x).Relu();
            return last.Forward(x);
        }
    }
}
