namespace Cajal.Tests.Ops;

/// <summary>Functions the class library does not have, by slow and plain means.</summary>
internal static class Truth
{
    /// <summary>2/√π ∫₀ˣ e^(−t²) dt by Simpson's rule in 250 and 500 steps, the difference used to make the second better.</summary>
    public static double Erf(double x)
    {
        double coarse = Simpson(x, 250), fine = Simpson(x, 500);
        return 2 / Math.Sqrt(Math.PI) * (fine + (fine - coarse) / 15);
    }

    /// <summary>Σ (v − mean)²</summary>
    public static double Scatter(double[] values)
    {
        double mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean));
    }

    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    /// <summary>ln(1 + eˣ)</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private static double Simpson(double x, int steps)
    {
        double h = x / steps, sum = 1 + Math.Exp(-x * x);
        for (int i = 1; i < steps; i++) sum += (i % 2 == 1 ? 4 : 2) * Math.Exp(-(i * h) * (i * h));
        return sum * h / 3;
    }
}
