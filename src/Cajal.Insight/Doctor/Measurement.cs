using System.Globalization;

namespace Cajal.Insight;

/// <summary>A number a finding rests on, and what it was held against.</summary>
/// <param name="Quantity">What was measured, with its unit: <c>median update ratio of the first 100 steps</c>.</param>
/// <param name="Value">The number.</param>
public sealed record Measurement(string Quantity, double Value)
{
    /// <summary>Low end of its interval of 95 %; null where it has none.</summary>
    public double? Low { get; init; }

    /// <summary>High end of its interval of 95 %.</summary>
    public double? High { get; init; }

    /// <summary>Over which steps, epochs or rows; empty where that goes without saying.</summary>
    public string Window { get; init; } = "";

    /// <summary>What it was held against; null for a number that is only told.</summary>
    public Threshold? Threshold { get; init; }

    /// <summary>Its values in the course of training, to be drawn; none where it has none.</summary>
    public IReadOnlyList<CoursePoint> Course { get; init; } = [];

    /// <summary>What the course runs over: <c>step</c> or <c>epoch</c>.</summary>
    public string CourseAxis { get; init; } = "step";

    /// <summary>For example <c>share of dead units 0.83 (threshold 0.5; 200 rows)</c>.</summary>
    public override string ToString()
    {
        string interval = Low is { } low && High is { } high ? $" [{Text(low)}, {Text(high)}]" : "";
        string[] beside = [.. new[] { Threshold is { } t ? $"threshold {Text(t.Value)}" : "", Window }.Where(s => s.Length > 0)];
        return $"{Quantity} {Text(Value)}{interval}{(beside.Length > 0 ? $" ({string.Join("; ", beside)})" : "")}";
    }

    private static string Text(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}

/// <summary>A value at a step or epoch.</summary>
/// <param name="At">The step or epoch.</param>
/// <param name="Value">The value.</param>
public readonly record struct CoursePoint(double At, double Value);
