using System.Globalization;

namespace Cajal.Insight;

/// <summary>Numbers for people, in the invariant culture.</summary>
internal static class NumberText
{
    /// <summary>With so many significant digits, without zeros at the end; by powers of ten where it is below 1e-5 or from 1e15 on.</summary>
    /// <param name="value">The number.</param>
    /// <param name="digits">1 to 15; 0 for 15, at which a number that was typed comes out as it was.</param>
    public static string Of(double value, int digits = 0)
    {
        if (digits == 0) digits = 15;
        if (!double.IsFinite(value)) return double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
        string exact = value.ToString($"E{digits - 1}", CultureInfo.InvariantCulture);
        int e = exact.IndexOf('E', StringComparison.Ordinal), exponent = int.Parse(exact[(e + 1)..], CultureInfo.InvariantCulture);
        if (value != 0 && exponent is < -5 or >= 15) return $"{Bare(exact[..e])}e{exponent.ToString(CultureInfo.InvariantCulture)}";
        string text = Math.Max(0, digits - 1 - exponent) is var places and <= 28
            ? ((decimal)Rounded(exact)).ToString($"F{places}", CultureInfo.InvariantCulture)
            : Rounded(exact).ToString("F28", CultureInfo.InvariantCulture);
        return Bare(text);
    }

    private static double Rounded(string exact) => double.Parse(exact, CultureInfo.InvariantCulture);

    private static string Bare(string text) => text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
}
