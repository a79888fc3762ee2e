using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>The hidden layers of a state: <c>4:tanh,2:relu:dropout=0.2</c>.</summary>
internal static class HiddenLayers
{
    /// <summary>Most hidden layers.</summary>
    public const int MostLayers = 10;

    /// <summary>Most units of a layer.</summary>
    public const int MostUnits = 256;

    /// <summary>Each layer, as it is asked for.</summary>
    /// <exception cref="ArgumentException">Too many layers or units, none, or an unknown activation or option.</exception>
    public static HiddenLayer[] Parse(string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length > MostLayers) throw new ArgumentException($"At most {MostLayers} hidden layers can be shown; received {parts.Length}.");
        return Array.ConvertAll(parts, HiddenLayer.Parse);
    }

    /// <summary>The activation of a name: those of the house, and <c>sine</c>.</summary>
    /// <exception cref="ArgumentException">No such name; the message says the nearest right one.</exception>
    public static Activation Function(string name)
    {
        if (name == "sine") return new Activation("sine", x => x.Sin());
        var known = Activation.Parse(name);
        return known.FunctionName is "step" or "sign" ? throw new ArgumentException($"'{name}' has no derivative to learn by; take sigmoid or tanh in its place.") : known;
    }

    /// <summary>Names that units can have.</summary>
    public static IReadOnlyList<string> Activations { get; } =
        ["relu", "tanh", "sigmoid", "linear", "leaky-relu", "elu", "selu", "gelu", "silu", "mish", "softplus", "sine", "hard-tanh", "hard-sigmoid"];
}
