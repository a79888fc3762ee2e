namespace Cajal.Insight;

/// <summary>One axis of a chart: what is measured, from where to where, on which scale.</summary>
public sealed class Axis
{
    /// <summary>What is measured, with its unit.</summary>
    public string Label { get; set; } = "";

    /// <summary>Where it begins; null lets the data decide.</summary>
    public double? Low { get; set; }

    /// <summary>Where it ends; null lets the data decide.</summary>
    public double? High { get; set; }

    /// <summary>Equal steps multiply; zeros and negative numbers have no place and are counted below the chart.</summary>
    public bool IsLog { get; set; }

    /// <summary>Names instead of numbers, for 0, 1, 2, …</summary>
    public IReadOnlyList<string>? Names { get; set; }

    /// <summary>Runs the other way: the rows of a matrix downwards.</summary>
    public bool IsReversed { get; set; }

    /// <summary>Only whole numbers are marked.</summary>
    public bool IsWhole { get; set; }

    /// <summary>Drawn without numbers.</summary>
    public bool IsBare { get; set; }

    /// <summary>The label, and the scale where it is not linear.</summary>
    internal string Words => IsLog ? $"{Label} (log scale)".Trim() : Label;
}
