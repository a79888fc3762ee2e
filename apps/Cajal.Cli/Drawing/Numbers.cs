using System.Globalization;

namespace Cajal.Cli;

/// <summary>How numbers are written for people: in the invariant culture, with no more digits than they deserve.</summary>
internal static class Numbers
{
    // Figures that are shares, of examples or of weights, and so read best as percentages.
    private static readonly string[] Shares = ["accuracy", "precision", "recall", "f1", "zero-weights", "sure", "as-asked", "rarest-class", "won"];

    /// <summary>109,386</summary>
    public static string Whole(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>0.02310, 2.303, 1.2E-08: four digits that count.</summary>
    public static string Loss(double value)
    {
        double size = Math.Abs(value);
        if (size is not (>= 1e-4 and < 1e4)) return value.ToString("G4", CultureInfo.InvariantCulture);
        int decimals = Math.Max(0, 3 - (int)Math.Floor(Math.Log10(size)));
        return value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }

    /// <summary>0.001, 12.5, 3: as short as the value allows.</summary>
    public static string Plain(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>97.83 % for shares, 41 for numbers of mistakes, 0.512 for all else.</summary>
    public static string Metric(string name, double value)
    {
        if (name == "zero-one") return Whole((long)value);
        if (!double.IsFinite(value)) return value.ToString(CultureInfo.InvariantCulture);
        if (IsShare(name)) return (100 * value).ToString("0.00", CultureInfo.InvariantCulture) + " %";
        return Math.Abs(value) < 10 ? value.ToString("0.000", CultureInfo.InvariantCulture) : Loss(value);
    }

    /// <summary>0:07, 3:21, 1:02:03</summary>
    public static string Duration(TimeSpan time)
    {
        time = TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds));
        string minutes = time.ToString(time.TotalHours >= 1 ? @"mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
        return time.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{minutes}") : minutes;
    }

    private static bool IsShare(string name) =>
        Array.Exists(Shares, s => name == s || name.StartsWith(s + "-", StringComparison.Ordinal))
        || name.StartsWith("top-", StringComparison.Ordinal);
}
