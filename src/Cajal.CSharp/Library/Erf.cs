namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>2/√π ∫₀ˣ exp(−t²) dt, by its series, and by its continued fraction for large x.</summary>
    private static float Erf(float value)
    {
        double x = Math.Abs((double)value), y;
        if (x > 6) y = 1;
        else if (x < 2.5)
        {
            double term = x, sum = x;
            for (int n = 1; Math.Abs(term) > 1e-17 * sum && n < 200; n++)
            {
                term *= -x * x / n;
                sum += term / (2 * n + 1);
            }
            y = sum * 2 / Math.Sqrt(Math.PI);
        }
        else
        {
            double fraction = x;
            for (int n = 60; n > 0; n--) fraction = x + n / 2.0 / fraction;
            y = 1 - Math.Exp(-x * x) / (fraction * Math.Sqrt(Math.PI));
        }
        return (float)(value < 0 ? -y : y);
    }
}
