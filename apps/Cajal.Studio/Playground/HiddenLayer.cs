using System.Globalization;
using System.Text;

namespace Cajal.Studio;

/// <summary>What a state asks of a hidden layer: <c>8:relu</c>, with options behind it <c>8:relu:norm=batch:dropout=0.3:skip:l1=0.01:l2=0.1</c>.</summary>
/// <param name="Units">Number of units.</param>
/// <param name="Activation">Name of f.</param>
internal readonly record struct HiddenLayer(int Units, string Activation)
{
    /// <summary><c>batch</c> or <c>layer</c> puts a norm before f; empty for none.</summary>
    public string Norm { get; init; } = "";

    /// <summary>Share of the units that is dropped in training, 0 to 0.95.</summary>
    public double Dropout { get; init; }

    /// <summary>Whether the layer's input is added to what it gives.</summary>
    public bool Skip { get; init; }

    /// <summary>λ of Σ|w| of this layer alone, beside that of all.</summary>
    public double L1 { get; init; }

    /// <summary>λ of Σw² of this layer alone, beside that of all.</summary>
    public double L2 { get; init; }

    /// <summary>Whether anything stands behind units and activation.</summary>
    public bool HasOptions => this != new HiddenLayer(Units, Activation);

    /// <summary>Reads a layer.</summary>
    /// <exception cref="ArgumentException">Too many units or none, an unknown activation or option, or a number out of its range.</exception>
    public static HiddenLayer Parse(string text)
    {
        string[] parts = text.Split(':');
        if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int units) || units is < 1 or > HiddenLayers.MostUnits)
            throw new ArgumentException($"A hidden layer has 1 to {HiddenLayers.MostUnits} units; received '{parts[0]}'. Leave the layer out where it has none.");
        string activation = parts.Length > 1 ? parts[1] : "tanh";
        _ = HiddenLayers.Function(activation);
        var layer = new HiddenLayer(units, activation);
        foreach (string option in parts.Skip(2)) layer = With(layer, option);
        return layer;
    }

    /// <summary>As a state writes it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{Units}:{Activation}"));
        if (Norm.Length > 0) text.Append(":norm=").Append(Norm);
        if (Dropout > 0) text.Append(CultureInfo.InvariantCulture, $":dropout={Dropout}");
        if (Skip) text.Append(":skip");
        if (L1 > 0) text.Append(CultureInfo.InvariantCulture, $":l1={L1}");
        if (L2 > 0) text.Append(CultureInfo.InvariantCulture, $":l2={L2}");
        return text.ToString();
    }

    private static HiddenLayer With(HiddenLayer layer, string option)
    {
        int equals = option.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? option : option[..equals], value = equals < 0 ? "" : option[(equals + 1)..];
        return name switch
        {
            "norm" when value is "batch" or "layer" => layer with { Norm = value },
            "norm" => throw new ArgumentException($"The norm of a layer is batch or layer; received '{value}'."),
            "dropout" => layer with { Dropout = Number(name, value, 0.95) },
            "skip" when equals < 0 => layer with { Skip = true },
            "l1" => layer with { L1 = Number(name, value, 1e6) },
            "l2" => layer with { L2 = Number(name, value, 1e6) },
            _ => throw new ArgumentException($"A layer knows norm=batch, norm=layer, dropout=0.3, skip, l1=0.01 and l2=0.01; received '{(option.Length > 40 ? option[..40] : option)}'."),
        };
    }

    private static double Number(string name, string value, double most) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= 0 && number <= most ? number
        : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The {name} of a layer is a number from 0 to {most}; received '{value}'."));
}
