namespace Cajal.Insight;

/// <summary>Numbers to pixels along one axis, linear or logarithmic.</summary>
internal sealed class Scale
{
    private readonly double low, high, from, to;

    /// <summary>A scale that takes low to one pixel and high to another.</summary>
    public Scale(double low, double high, bool isLog, double from, double to)
    {
        (Low, High, IsLog, this.from, this.to) = (low, high, isLog, from, to);
        (this.low, this.high) = isLog ? (Math.Log10(low), Math.Log10(high)) : (low, high);
    }

    public double Low { get; }

    public double High { get; }

    public bool IsLog { get; }

    /// <summary>Pixels from end to end.</summary>
    public double Length => Math.Abs(to - from);

    /// <summary>The pixel of a number; NaN where it has none.</summary>
    public double At(double value)
    {
        if (!Draws(value, IsLog)) return double.NaN;
        return from + ((IsLog ? Math.Log10(value) : value) - low) / (high - low) * (to - from);
    }

    /// <summary>The number at a share of the way from low to high.</summary>
    public double Value(double share) => IsLog ? Math.Pow(10, low + share * (high - low)) : low + share * (high - low);

    /// <summary>Whether a number has a place: finite (and not so large that differences are not), above zero on a logarithmic scale.</summary>
    public static bool Draws(double value, bool isLog) => Math.Abs(value) < 1e300 && (!isLog || value > 0);
}
