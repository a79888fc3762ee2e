using Cajal.Networks;

namespace Cajal.DoctorBench.Faults;

/// <summary>Hidden layers found by what they are, whatever the network around them.</summary>
internal static class Hidden
{
    /// <summary>Biases of what stands right before an activation: a linear map, a convolution, or the norm between.</summary>
    public static IReadOnlyList<Parameter> Biases(Layer network) => [.. Before(network).Select(m => m.NamedVariables.FirstOrDefault(v => v.Name == "bias").Variable).OfType<Parameter>()];

    /// <summary>Weights of the last linear map or convolution before each activation.</summary>
    public static IReadOnlyList<Parameter> Weights(Layer network) => [.. Before(network, withNorms: false).Select(m => m.NamedVariables.First(v => v.Name == "weight").Variable).OfType<Parameter>()];

    private static IEnumerable<Module> Before(Layer network, bool withNorms = true)
    {
        Module? last = null;
        var blocks = network.Modules.OfType<TransformerEncoderLayer>().ToDictionary(b => (Module)b.Activation, b => (Module)b.Linear1);
        foreach (var module in network.Modules)
        {
            if (module is Activation)
            {
                if (blocks.GetValueOrDefault(module, last!) is { } found) yield return found;
                last = null;
            }
            else if (module is Linear or ConvolutionLayer || (withNorms && module is BatchNorm))
            {
                last = module;
            }
        }
    }
}
