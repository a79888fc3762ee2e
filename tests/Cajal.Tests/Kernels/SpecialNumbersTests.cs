namespace Cajal.Tests.Kernels;

/// <summary>Own functions at NaN, ±∞, ±0, the smallest numbers, and where results leave the range: bit by bit, in every place of a register.</summary>
public class SpecialNumbersTests
{
    private const double Infinity = double.PositiveInfinity;

    [Fact]
    public void Exponentials()
    {
        Check<Exp>([(0, 1), (-0.0, 1), (Infinity, Infinity), (-Infinity, 0), (double.NaN, double.NaN), (1e30, Infinity), (-1e30, 0), (1e-40, 1)]);
        Check32<Exp>([(88.72283f, 3.4027986e38), (88.72284f, Infinity), (-103.97f, 1.4e-45), (-103.98f, 0), (-87.5f, 9.98235e-39)], 1e-5);
        Check64<Exp>([(709.782712893384, 1.797693134862273e308), (709.7827128933841, Infinity), (-745.1332, 4.94e-324), (-745.14, 0), (-710, 4.47628622567513e-309)], 1e-12);
        Check<Expm1>([(0, 0), (-0.0, -0.0), (Infinity, Infinity), (-Infinity, -1), (double.NaN, double.NaN), (1e30, Infinity), (-1e30, -1), (-50, -1)]);
        Check32<Expm1>([(1e-45, 1e-45), (-1e-45, -1e-45), (1e-39, 1e-39), (1e-20, 1e-20), (88.72283f, 3.4027986e38), (88.72284f, Infinity)], 1e-5);
        Check64<Expm1>([(5e-324, 5e-324), (-5e-324, -5e-324), (1e-310, 1e-310), (1e-200, 1e-200), (709.7827128933841, Infinity)], 1e-12);
        Check<Sigmoid>([(0, 0.5), (-0.0, 0.5), (Infinity, 1), (-Infinity, 0), (double.NaN, double.NaN), (1e30, 1), (-1e30, 0)]);
        Check32<Sigmoid>([(-87.5f, 9.98235e-39), (-103.97f, 1.4e-45), (-103.98f, 0)], 1e-5);
    }

    [Fact]
    public void Logarithms()
    {
        Check<Log>([(1, 0), (0, -Infinity), (-0.0, -Infinity), (Infinity, Infinity), (-Infinity, double.NaN), (-1, double.NaN), (-1e-40, double.NaN), (double.NaN, double.NaN)]);
        Check32<Log>([(1e-45, -103.278929903), (1e-39, -89.8008249), (1.17549435e-38, -87.33654475), (3.4028234e38, 88.722839)], 1e-7);
        Check64<Log>([(5e-324, -744.4400719213812), (1e-310, -713.8013788281), (2.2250738585072014e-308, -708.3964185322641), (1.7976931348623157e308, 709.782712893384)], 1e-13);
        Check<Log1p>([(0, 0), (-0.0, -0.0), (-1, -Infinity), (-1.5, double.NaN), (-Infinity, double.NaN), (Infinity, Infinity), (double.NaN, double.NaN)]);
        Check32<Log1p>([(1e-45, 1e-45), (-1e-45, -1e-45), (1e-20, 1e-20), (3.4028234e38, 88.722839), (-0.99999994f, -16.635532)], 1e-7);
        Check64<Log1p>([(5e-324, 5e-324), (1e-310, 1e-310), (1.7976931348623157e308, 709.782712893384)], 1e-13);
    }

    [Fact]
    public void Tangents_and_errors()
    {
        Check<Tanh>([(0, 0), (-0.0, -0.0), (Infinity, 1), (-Infinity, -1), (double.NaN, double.NaN), (25, 1), (-25, -1), (1e30, 1), (-1e30, -1)]);
        Check32<Tanh>([(1e-45, 1e-45), (-1e-45, -1e-45), (1e-39, 1e-39), (9.02f, 1)], 0);
        Check64<Tanh>([(5e-324, 5e-324), (-5e-324, -5e-324), (1e-310, 1e-310)], 0);
        Check<Erf>([(0, 0), (-0.0, -0.0), (Infinity, 1), (-Infinity, -1), (double.NaN, double.NaN), (7, 1), (-7, -1), (1e30, 1), (-1e30, -1)]);
        Check32<Erf>([(1e-39, 1.128379e-39), (-1e-39, -1.128379e-39), (4, 1)], 1e-6);
        Check64<Erf>([(1e-310, 1.1283791670955e-310), (-6, -1)], 1e-12);
    }

    [Fact]
    public void Powers_have_the_special_cases_of_Math()
    {
        double[] numbers = [0, -0.0, 1, -1, Infinity, -Infinity, double.NaN, 2, -2, 3, -3, 0.5, -0.5, 2.5, -2.5, 1e-40, -1e-40, 1e30, -1e30, 16777215, 16777216, -7, 1.0000001, 0.9999999];
        foreach (double exponent in numbers)
        {
            Check32<FixedPower>([.. numbers.Select(x => (x, Math.Pow((float)x, (float)exponent)))], 1e-6, new((float)exponent));
            Check64<FixedPower>([.. numbers.Append(5e-324).Append(-5e-324).Append(1.7976931348623157e308).Select(x => (x, Math.Pow(x, exponent)))], 1e-15, new(exponent));
        }
    }

    private static void Check<TFunction>((double X, double Y)[] cases) where TFunction : struct, IUnaryFunction
    {
        Check32<TFunction>(cases, 0);
        Check64<TFunction>(cases, 0);
    }

    private static void Check32<TFunction>((double X, double Y)[] cases, double tolerance, TFunction function = default) where TFunction : struct, IUnaryFunction
    {
        foreach (var (x, expected) in cases)
            foreach (float y in Everywhere(function, (float)x)) Same(y, (float)expected, tolerance, $"{function} of {(float)x:R} in Float32");
    }

    private static void Check64<TFunction>((double X, double Y)[] cases, double tolerance, TFunction function = default) where TFunction : struct, IUnaryFunction
    {
        foreach (var (x, expected) in cases)
            foreach (double y in Everywhere(function, x)) Same(y, expected, tolerance, $"{function} of {x:R} in Float64");
    }

    // Registers of every width, and numbers left over; each place has neighbours of other kinds.
    private static IEnumerable<T> Everywhere<TFunction, T>(TFunction function, T number) where TFunction : struct, IUnaryFunction where T : unmanaged, System.Numerics.INumber<T>
    {
        T[] x = new T[31], y = new T[31];
        for (int turn = 0; turn < 2; turn++)
        {
            for (int i = 0; i < x.Length; i++) x[i] = i % 2 == turn ? number : T.CreateChecked(i);
            UnaryLoop<TFunction, T>.Run(function, x, y);
            for (int i = turn; i < y.Length; i += 2) yield return y[i];
        }
    }

    private static void Same(double found, double expected, double tolerance, string what)
    {
        if (double.IsNaN(expected)) double.IsNaN(found).ShouldBeTrue($"{what} is {found:R} instead of NaN");
        else if (expected == 0 || double.IsInfinity(expected)) BitConverter.DoubleToInt64Bits(found).ShouldBe(BitConverter.DoubleToInt64Bits(expected), what);
        else Math.Abs(found - expected).ShouldBeLessThanOrEqualTo(tolerance * Math.Abs(expected), $"{what} is {found:R} instead of {expected:R}");
    }
}
