namespace Cajal.Insight;

/// <summary>One number of a norm, with all that it is made of.</summary>
internal sealed class NormPart
{
    private readonly Node node;
    private readonly int[] units;

    public NormPart(TapeReader reader, Node node, int flat)
    {
        (this.node, Flat) = (node, flat);
        Tensor x = node.Inputs[0], y = node.Outputs[0];
        units = reader.UnitsAt(y, flat);
        (X, Y) = (reader.Names.UnitName(x, reader.UnitsAt(x, flat)), reader.Names.UnitName(y, units));
        YName = reader.Names.Of(y);
        Value = Places.At(x, flat);
        // A row lies in one piece; a channel in one for each example.
        int places = x.Count / (x.Shape[0] * x.Shape[1]), channel = flat / places % x.Shape[1];
        int length = node.Op is RowNormalize ? x.Count / node.Outputs[1].Count : 0;
        Group = IsChannel ? channel : flat / length;
        Row = IsChannel ? [.. Enumerable.Range(0, x.Count).Where(i => i / places % x.Shape[1] == channel)] : [.. Enumerable.Range(Group * length, length)];
        Epsilon = node.Op switch { RowNormalize row => row.Epsilon, BatchNormalize batch => batch.Epsilon, _ => ((ChannelNormalize)node.Op).Epsilon };
        var statistics = node.Op is ChannelNormalize ? node.Inputs : node.Outputs;
        Mean = Places.At(statistics[1], Group);
        double second = Places.At(statistics[2], Group);
        (Variance, Scale) = IsChannel ? (second, 1 / Math.Sqrt(second + Epsilon)) : (1 / (second * second) - Epsilon, second);
    }

    /// <summary>Its place, counted through all axes.</summary>
    public int Flat { get; }

    /// <summary>Number of the row or channel whose mean it shares.</summary>
    public int Group { get; }

    /// <summary>Places of all numbers that share its mean.</summary>
    public int[] Row { get; }

    /// <summary>True for a norm of channels: a batch norm.</summary>
    public bool IsChannel => node.Op is not RowNormalize;

    /// <summary>False where the mean stays in.</summary>
    public bool IsCentred => node.Op is not RmsNormalize;

    /// <summary>Name of what is normalised.</summary>
    public Symbol X { get; }

    /// <summary>Name of what it becomes.</summary>
    public Symbol Y { get; }

    /// <summary>The same of all numbers together.</summary>
    public Symbol YName { get; }

    /// <summary>x.</summary>
    public double Value { get; }

    /// <summary>μ.</summary>
    public double Mean { get; }

    /// <summary>σ².</summary>
    public double Variance { get; }

    /// <summary>r = 1/√(σ² + ε).</summary>
    public double Scale { get; }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <summary>γ; null without.</summary>
    public double? Gamma => GammaAt(Flat);

    /// <summary>β; null without.</summary>
    public double? Beta => Factor(First + 1, Flat);

    private int First => node.Op is ChannelNormalize ? 3 : 1;

    /// <summary>γ of another number.</summary>
    public double? GammaAt(int flat) => Factor(First, flat);

    /// <summary>A letter with the number of its unit, where there are several.</summary>
    public Symbol Letter(string name) => new(name, name is "μ" or "r" && !IsChannel ? "" : string.Join(',', (IsChannel ? [Group] : units).Select(u => u + 1)));

    /// <summary>x − μ; x alone where the mean stays in.</summary>
    public Formula Centred(Formula value, Formula mean) => IsCentred ? new SumTerm([value, mean is NumberTerm number ? number with { Value = -number.Value } : new NegativeTerm(mean)]) : value;

    // γ and β have the shape of a row, or one number for each channel.
    private double? Factor(int input, int flat)
    {
        if (input >= node.Inputs.Count) return null;
        Tensor w = node.Inputs[input], x = node.Inputs[0];
        return Places.At(w, node.Op is GroupNormalize || IsChannel ? flat / (x.Count / (x.Shape[0] * x.Shape[1])) % x.Shape[1] : flat % w.Count);
    }
}
