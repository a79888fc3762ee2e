using Cajal.Networks;
using Cajal.Tests.Contracts;

namespace Cajal.Tests.Networks;

/// <summary>A module as the contract tests make it, an input it takes and one it does not.</summary>
public sealed record ModuleSample(string Name, Shape Input, Shape? Wrong, Func<Rng, Module> Make)
{
    public static IReadOnlyList<ModuleSample> All { get; } =
    [
        new("Linear", [4, 3], [4, 2], rng => new Linear(3, 5, rng)),
        new("Linear without bias", [2, 4, 3], [4, 2], rng => new Linear(3, 5, rng, bias: false)),
        new("Activation", [4, 3], null, _ => Activation.Tanh),
        new("Sequential", [4, 3], [4, 5], rng => new Sequential(new Linear(3, 5, rng), Activation.Relu, new Dropout(0.2, rng), new Linear(5, 2, rng))),
        new("Sequential, nested", [4, 3], [4, 5], rng => new Sequential(new Sequential(new Linear(3, 3, rng), Activation.Tanh), new Linear(3, 3, rng))),
        new("Shared twice", [4, 3], [4, 5], Shared),
        new("ModuleList", [4, 3], null, rng => new ModuleList<Linear>(new Linear(3, 3, rng), new Linear(3, 3, rng))),
        .. Samples.Of<ModuleSample>(),
    ];

    public static TheoryData<string> Names
    {
        get
        {
            var names = new TheoryData<string>();
            foreach (var sample in All) names.Add(sample.Name);
            return names;
        }
    }

    public static ModuleSample Of(string name) => All.Single(s => s.Name == name);

    private static Sequential Shared(Rng rng)
    {
        var layer = new Linear(3, 3, rng);
        return new Sequential(layer, Activation.Tanh, layer);
    }
}
