using System.Globalization;
using Cajal.Insight;

namespace Cajal.Studio;

/// <summary>A prescription of the Doctor, written for recipes, as a change of a playground.</summary>
internal static class Cure
{
    /// <summary>The state with all its changes made; null when one of them has no setting here.</summary>
    public static PlaygroundState? Apply(PlaygroundState state, Prescription prescription)
    {
        if (!prescription.CanBeTried) return null;
        foreach (var change in prescription.Changes)
        {
            if (Apply(state, change.Entry, change.Value) is not { } changed) return null;
            state = changed;
        }
        return state;
    }

    private static PlaygroundState? Apply(PlaygroundState state, string entry, string value) => entry switch
    {
        "learningRate" => Number(value) is { } rate ? state with { Rate = rate } : null,
        "l1" => state with { L1 = Number(value) ?? 0 },
        "l2" => state with { L2 = Number(value) ?? 0 },
        "clipNorm" => state with { Clip = Number(value) ?? 0 },
        "epochs" => Number(value) is { } epochs ? state with { StopEpoch = (int)epochs } : null,
        "batch" => state with { Batch = value == "all" ? 0 : (int)(Number(value) ?? state.Batch) },
        "optimizer" => state with { Optimizer = value },
        "schedule" => state with { Schedule = value == "none" ? "constant" : value },
        "initializer" => state with { Init = value },
        "loss" => state with { Loss = value == "none" ? "auto" : value, Output = "auto" },
        "activation" => state with { Layers = string.Join(',', HiddenLayers.Parse(state.Layers).Select(l => l with { Activation = value })) },
        "dropout" => Number(value) is { } rate ? state with { Layers = string.Join(',', HiddenLayers.Parse(state.Layers).Select(l => l with { Dropout = rate })) } : null,
        "layers" => state with { Layers = string.Join(',', Networks.Mlp.ParseSizes(value).Select((units, l) => new HiddenLayer(units, ActivationOf(state, l)))) },
        _ => null,
    };

    private static string ActivationOf(PlaygroundState state, int layer) => HiddenLayers.Parse(state.Layers) is { Length: > 0 } now ? now[Math.Min(layer, now.Length - 1)].Activation : "tanh";

    private static double? Number(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
