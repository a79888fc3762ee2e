namespace Cajal;

/// <summary>erf in Float64: the Taylor series near 0, the continued fraction of erfc further out; relative error below 1e-14.</summary>
internal static class ErrorFunction
{
    private const double TwoOverRootPi = 1.1283791670955126;

    /// <summary>2/√π ∫₀ˣ e^(−t²) dt</summary>
    public static double Erf(double x)
    {
        double size = Math.Abs(x);
        if (double.IsNaN(x)) return x;
        if (size > 6) return Math.Sign(x);
        return size < 2 ? Series(x) : Math.Sign(x) * (1 - Complement(size));
    }

    // erf x = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·5…(2n+1)): all terms are positive, so no digits cancel (Abramowitz & Stegun 7.1.6).
    private static double Series(double x)
    {
        double term = x, sum = x;
        for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return TwoOverRootPi * Math.Exp(-x * x) * sum;
    }

    // erfc x = e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 3⁄2/(x + …)))), from the inside out (Abramowitz & Stegun 7.1.14).
    private static double Complement(double x)
    {
        double tail = x;
        for (int k = 60; k >= 1; k--) tail = x + 0.5 * k / tail;
        return 0.5 * TwoOverRootPi * Math.Exp(-x * x) / tail;
    }
}
