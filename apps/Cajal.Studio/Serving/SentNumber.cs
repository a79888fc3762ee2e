namespace Cajal.Studio;

/// <summary>Numbers as they travel to a page: what is drawn needs no more than four digits, and what is no number is not sent.</summary>
internal static class SentNumber
{
    /// <summary>Four significant digits; 0 for what is no number.</summary>
    public static float Short(double value)
    {
        if (!double.IsFinite(value) || value == 0) return 0;
        double unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 3);
        return (float)(Math.Round(value / unit) * unit);
    }

    /// <summary>Null for what is no number.</summary>
    public static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;
}
