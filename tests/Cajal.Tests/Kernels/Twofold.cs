namespace Cajal.Tests.Kernels;

/// <summary>A number of about 106 bits: the sum of two Float64, the second far smaller. The truth beside which Float64 formulas are measured; each function is
/// its own definition.</summary>
internal readonly record struct Twofold(double High, double Low = 0)
{
    private static readonly Twofold Ln2 = new(0.6931471805599453, 2.3190468138462996e-17), RootPi = new(1.7724538509055161, -7.666586499825799e-17);

    public static Twofold operator +(Twofold a, Twofold b)
    {
        double sum = a.High + b.High, part = sum - a.High, rest = a.High - (sum - part) + (b.High - part);
        return Joined(sum, rest + a.Low + b.Low);
    }

    public static Twofold operator -(Twofold a) => new(-a.High, -a.Low);

    public static Twofold operator -(Twofold a, Twofold b) => a + -b;

    public static Twofold operator *(Twofold a, Twofold b)
    {
        double product = a.High * b.High, rest = Math.FusedMultiplyAdd(a.High, b.High, -product);
        return Joined(product, rest + (a.High * b.Low + a.Low * b.High));
    }

    public static Twofold operator /(Twofold a, Twofold b)
    {
        double first = a.High / b.High;
        var left = a - b * first;
        double second = left.High / b.High;
        left -= b * second;
        return Joined(first, second) + left.High / b.High;
    }

    public static implicit operator Twofold(double value) => new(value);

    /// <summary>eˣ − 1 for small x as Σ xᵏ/k!, else eˣ = (e^(r/2⁸))^(2⁸)·2ⁿ.</summary>
    public static Twofold Expm1(Twofold x)
    {
        if (Math.Abs(x.High) > 0.25) return Exp(x) - 1;
        Twofold sum = x, term = x;
        for (int k = 2; Math.Abs(term.High) > 1e-34 * Math.Abs(sum.High); k++)
        {
            term = term * x / k;
            sum += term;
        }
        return sum;
    }

    public static Twofold Exp(Twofold x)
    {
        double n = Math.Round(x.High / Math.Log(2));
        var part = (x - Ln2 * n) * (1.0 / 256);
        var grown = Expm1(part); // (1 + g)² − 1 = 2g + g²
        for (int i = 0; i < 8; i++) grown = grown + grown + grown * grown;
        var power = grown + 1;
        // In two steps, each within the range of Float64.
        int half = (int)n / 2;
        return new Twofold(Math.ScaleB(power.High, half), Math.ScaleB(power.Low, half)) * Math.ScaleB(1, (int)n - half);
    }

    /// <summary>The y with eʸ = x, by one step of Newton's rule from Float64's.</summary>
    public static Twofold Log(Twofold x)
    {
        double y = Math.Log(x.High);
        var power = Exp(y);
        return (x - power) / (x + power) * 2 + y;
    }

    public static Twofold Log1p(double x)
    {
        if (Math.Abs(x) > 1e-3) return Log((Twofold)x + 1);
        Twofold sum = 0, power = x;
        for (int k = 1; k < 13; k++, power *= -x) sum += power / k;
        return sum;
    }

    public static Twofold Tanh(double x)
    {
        var e = Expm1((Twofold)x + x);
        return e / (e + 2);
    }

    public static Twofold Sigmoid(double x)
    {
        var e = Exp(x);
        return e / (e + 1);
    }

    /// <summary>2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·5…(2n+1)): all terms are of one sign, so no digits cancel (Abramowitz and Stegun 7.1.6).</summary>
    public static Twofold Erf(double x)
    {
        Twofold term = x, sum = x, square = (Twofold)x * x;
        for (int n = 1; Math.Abs(term.High) > 1e-34 * Math.Abs(sum.High); n++)
        {
            term = term * square * 2 / (2 * n + 1);
            sum += term;
        }
        return sum * 2 / RootPi * Exp(-square);
    }

    public static Twofold Pow(double x, double y) => Exp(Log(x) * y);

    /// <summary>How far a Float64 lies from the truth, in units in the last place of the truth.</summary>
    public double Distance(double found)
    {
        double unit = Math.Max(Math.ScaleB(1, Math.ILogB(High) - 52), double.Epsilon);
        return Math.Abs(((Twofold)found - this).High / unit);
    }

    private static Twofold Joined(double high, double low)
    {
        double sum = high + low;
        return new(sum, low - (sum - high));
    }
}
