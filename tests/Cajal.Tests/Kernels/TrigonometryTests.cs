namespace Cajal.Tests.Kernels;

/// <summary>Our own sin and cos, against C#'s Math in Float64.</summary>
public class TrigonometryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(1e5)]
    [InlineData(1e9)]
    [InlineData(1e14)]
    [InlineData(1e30)]
    public void Sine_and_cosine_are_right_near_and_far(double size)
    {
        double[] numbers = [.. Tensor.Uniform([5000], new Rng(1), -size, size, DType.Float64).ToArray<double>(), .. Multiples(size)];
        var wide = Tensor.From(numbers);
        Compare(wide.Sin(), numbers, Math.Sin, 2.3e-16);
        Compare(wide.Cos(), numbers, Math.Cos, 2.3e-16);
        var narrow = wide.To(DType.Float32);
        double[] rounded = narrow.To(DType.Float64).ToArray<double>();
        Compare(narrow.Sin(), rounded, Math.Sin, 1.2e-7);
        Compare(narrow.Cos(), rounded, Math.Cos, 1.2e-7);
    }

    [Fact]
    public void Special_numbers()
    {
        var x = Tensor.From([0.0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e-300, 1e-9]);
        double[] y = x.Sin().ToArray<double>();
        y.ShouldBe([0, 0, double.NaN, double.NaN, double.NaN, 1e-300, 1e-9]);
        (double.IsNegative(y[0]), double.IsNegative(y[1])).ShouldBe((false, true));
        x.Cos().ToArray<double>().ShouldBe([1, 1, double.NaN, double.NaN, double.NaN, 1, 1]);
        double.IsNegative(Tensor.From([-0f]).Sin().Item()).ShouldBeTrue();
    }

    [Fact]
    public void A_number_has_the_same_bits_whoever_its_neighbours_are()
    {
        double[] neighbours = [0.1, 3, 700, 1e6, 1e20, double.NaN, double.PositiveInfinity];
        double[] alone = [.. neighbours.Select(v => Tensor.From([v]).Sin().Item())];
        Tensor.From([.. neighbours, .. neighbours, .. neighbours]).Sin().ToArray<double>().ShouldBe([.. alone, .. alone, .. alone]);
    }

    // Where sine or cosine is nearly 0, a careless reduction loses all digits.
    private static IEnumerable<double> Multiples(double size) =>
        Enumerable.Range(1, 200).Select(k => Math.Round(size / 200 * k) * (Math.PI / 2)).Where(v => v <= size);

    private static void Compare(Tensor y, double[] x, Func<double, double> f, double bound)
    {
        double[] found = y.To(DType.Float64).ToArray<double>();
        for (int i = 0; i < x.Length; i++) found[i].ShouldBe(f(x[i]), bound, $"at {x[i]:R}");
    }
}
