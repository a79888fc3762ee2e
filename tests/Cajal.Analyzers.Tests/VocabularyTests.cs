using System.Reflection;
using Cajal.Networks;

namespace Cajal.Analyzers.Tests;

/// <summary>The analysers know Cajal by name only; every name they know is one that there is.</summary>
public class VocabularyTests
{
    private static readonly Assembly[] Floors = [typeof(Tensor).Assembly, typeof(Tape).Assembly, typeof(Layer).Assembly];

    private static readonly HashSet<string> Operations = [.. Floors.SelectMany(a => a.GetExportedTypes()).Where(t => t.Name.EndsWith("OnTensor", StringComparison.Ordinal))
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static)).Select(m => m.Name)];

    private static readonly HashSet<string> Layers = [.. typeof(Layer).Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(Cajal.Networks.Module))).Select(t => t.Name)];

    [Fact]
    public void Losses_and_operations_exist()
    {
        Operations.ShouldContain("Softmax");
        Vocabulary.Losses.Concat(Vocabulary.Activations).Concat(Vocabulary.Views).Concat(Vocabulary.Rearranging).Except(Operations).ShouldBeEmpty();
    }

    [Fact]
    public void Activations_exist_as_layers_and_by_name()
    {
        Vocabulary.Activations.Except(typeof(Activation).GetMembers(BindingFlags.Public | BindingFlags.Static).Select(m => m.Name)).ShouldBeEmpty();
        Vocabulary.Activations.Order().ShouldBe(Activation.Catalog.Names.Except(["identity", "linear"]).Select(Pascal).Order());

        static string Pascal(string name) => string.Concat(name.Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }

    [Fact]
    public void Losses_by_name_exist()
    {
        Vocabulary.LossNames.Keys.Except(Loss.Catalog.Names).ShouldBeEmpty();
        Vocabulary.LossNames.Values.Except(Vocabulary.Losses).ShouldBeEmpty();
    }

    [Fact]
    public void Layers_that_keep_nothing_keep_nothing()
    {
        Vocabulary.WithoutState.Where(name => !Layers.Contains(name) && !Layers.Contains(name + "2d")).ShouldBeEmpty();
        Layer[] some = [Activation.Relu, new Flatten(), new MaxPool2d(2), new AveragePool2d(2), new AdaptiveMaxPool2d(2), new AdaptiveAveragePool2d(2), new GlobalMaxPool(), new GlobalAveragePool(),
            new LocalResponseNorm(2), new PixelShuffle(2), new PixelUnshuffle(2)];
        some.Where(l => l.NamedVariables.Count > 0).ShouldBeEmpty();
    }
}
