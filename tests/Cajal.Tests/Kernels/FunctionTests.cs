namespace Cajal.Tests.Kernels;

/// <summary>Own functions meet the truth over all exponents: C#'s Math in Float64 for Float32, numbers of 106 bits for Float64.</summary>
public class FunctionTests
{
    private static readonly int Points = Trials.Of(1_000_000), WidePoints = Trials.Of(30_000);

    private static float[] Singles(int points)
    {
        var rng = new Rng(1);
        var x = new List<float>(points);
        // Any bits: every exponent equally often, and both signs. A quarter near 1, where branches lie.
        for (int draw = 0; x.Count < points; draw++)
        {
            float v = draw % 4 == 0 ? (float)(rng.NextDouble() * 8 - 4) : BitConverter.UInt32BitsToSingle((uint)rng.NextUInt64());
            if (float.IsFinite(v)) x.Add(v);
        }
        return [.. x];
    }

    private static double[] Doubles(double low, double high)
    {
        var rng = new Rng(2);
        var x = new double[WidePoints];
        for (int i = 0; i < x.Length; i++)
        {
            double between = low + (high - low) * rng.NextDouble(), near = Math.Max(low, -2) + (Math.Min(high, 2) - Math.Max(low, -2)) * rng.NextDouble();
            double anyExponent = Math.ScaleB(1 + rng.NextDouble(), rng.NextInt(2000) - 1000) * (rng.NextInt(2) * 2 - 1);
            x[i] = i % 3 == 0 ? between : i % 3 == 1 || !(anyExponent >= low && anyExponent <= high) ? near : anyExponent;
        }
        return x;
    }

    private static void Narrow<TFunction>(Func<double, double> truth, double bound, int? points = null, TFunction function = default)
        where TFunction : struct, IUnaryFunction
    {
        float[] x = Singles(points ?? Points), y = new float[x.Length];
        UnaryLoop<TFunction, float>.Run(function, x, y);
        double worst = 0, at = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double expected = truth(x[i]);
            // Where the rounded truth is 0 or ∞, so must the function be, but for one step at the edge.
            float rounded = (float)expected;
            if (float.IsNaN(rounded) || float.IsInfinity(rounded))
            {
                if (!rounded.Equals(y[i]) && !(float.IsInfinity(rounded) && MathF.BitIncrement(MathF.Abs(y[i])) == float.PositiveInfinity))
                    Assert.Fail($"{typeof(TFunction).Name}({x[i]:R}) is {y[i]:R} instead of {rounded:R}");
                continue;
            }
            double unit = expected == 0 ? float.Epsilon : Math.Max(Math.ScaleB(1, Math.ILogB(expected) - 23), float.Epsilon);
            double distance = Math.Abs(y[i] - expected) / unit;
            if (!(distance <= worst)) (worst, at) = (distance, x[i]);
        }
        worst.ShouldBeLessThan(bound, $"{typeof(TFunction).Name} at {at:R}");
        worst.ShouldBeGreaterThan(0.4); // no function is exact: the measure measures
    }

    private static void Wide<TFunction>(double low, double high, Func<double, Twofold> truth, double bound, TFunction function = default)
        where TFunction : struct, IUnaryFunction
    {
        double[] x = Doubles(low, high), y = new double[x.Length];
        UnaryLoop<TFunction, double>.Run(function, x, y);
        double worst = 0, at = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double distance = truth(x[i]).Distance(y[i]);
            if (!(distance <= worst)) (worst, at) = (distance, x[i]);
        }
        worst.ShouldBeLessThan(bound, $"{typeof(TFunction).Name} at {at:R}");
        worst.ShouldBeGreaterThan(0.4);
    }

    [Fact]
    public void Exponentials()
    {
        Narrow<Exp>(Math.Exp, 1.2);
        Wide<Exp>(-708, 709.7, x => Twofold.Exp(x), 1.2);
        Narrow<Expm1>(x => Math.Abs(x) < 1 ? 2 * Math.Tanh(x / 2) / (1 - Math.Tanh(x / 2)) : Math.Exp(x) - 1, 2.5);
        Wide<Expm1>(-40, 709, x => Twofold.Expm1(x), 2.5);
        Narrow<Sigmoid>(x => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x)), 2.5);
        Wide<Sigmoid>(-700, 700, Twofold.Sigmoid, 2.5);
    }

    [Fact]
    public void Logarithms()
    {
        Narrow<Log>(Math.Log, 1);
        Wide<Log>(1e-300, 1e300, x => Twofold.Log(x), 1);
        // ln(1 + x) = ln u · x/(u − 1) with u = 1 + x rounded.
        Narrow<Log1p>(x => 1 + x == 1 ? x : x <= -1 || x > 1e9 ? Math.Log(1 + x) : Math.Log(1 + x) * (x / (1 + x - 1)), 1.5);
        Wide<Log1p>(-0.999999, 1e300, Twofold.Log1p, 1.5);
    }

    [Fact]
    public void Tangents_and_errors()
    {
        Narrow<Tanh>(Math.Tanh, 5.5);
        Wide<Tanh>(-20, 20, Twofold.Tanh, 2.5);
        Narrow<Erf>(x => Math.Abs(x) > 6 ? Math.Sign(x) : Twofold.Erf(x).High, 2, points: Points / 10);
        Wide<Erf>(-6, 6, Twofold.Erf, 3);
    }

    [Theory]
    [InlineData(2.5)]
    [InlineData(-0.3)]
    [InlineData(17)]
    [InlineData(-1)]
    [InlineData(1e-3)]
    [InlineData(300.7)]
    public void Powers(double exponent)
    {
        Narrow(x => Math.Pow(x, (float)exponent), 1.5, function: new FixedPower((float)exponent));
        double reach = Math.Min(1e300, Math.Pow(1e300, 1 / Math.Abs(exponent)));
        Wide(1 / reach, reach, x => Twofold.Pow(x, exponent), 1.5, new FixedPower(exponent));
    }

    [Fact]
    public void The_truth_is_the_truth()
    {
        // Known to more digits than Float64 has.
        Twofold.Exp(1).Distance(Math.E).ShouldBeLessThan(0.51);
        (Twofold.Exp(1) - new Twofold(Math.E, 1.4456468917292502e-16)).High.ShouldBe(0, 1e-30);
        (Twofold.Log(10) - new Twofold(2.302585092994046, -2.1707562233822494e-16)).High.ShouldBe(0, 1e-30);
        (Twofold.Erf(1) - new Twofold(0.84270079294971489, -2.3e-17)).High.ShouldBe(0, 1e-16);
        (Twofold.Exp(Twofold.Log(12345.678)) - 12345.678).High.ShouldBe(0, 1e-25);
        Twofold.Tanh(0.5).High.ShouldBe(Math.Tanh(0.5), 1e-15);
    }
}
