using Cajal.Networks;

namespace Cajal.Tests.Kernels;

/// <summary>Quotients by Newton's steps are held against exact ones; numbers below the normal ones are flushed.</summary>
[Collection("alone")]
public class QuotientTests
{
    private readonly struct Quotient : IBinaryFunction
    {
        public L F<L>(L a, L b) where L : struct, ILane<L> => L.QuickDivide(a, b);

        public long Whole(long a, long b) => a / b;
    }

    private readonly struct Flushed : IUnaryFunction
    {
        public L F<L>(L x) where L : struct, ILane<L> => L.Flush(x);

        public L D<L>(L x, L y) where L : struct, ILane<L> => y;
    }

    private static T[] Apply<TFunction, T>(T[] x) where TFunction : struct, IUnaryFunction where T : unmanaged
    {
        var y = new T[x.Length];
        UnaryLoop<TFunction, T>.Run(default, x, y);
        return y;
    }

    private static unsafe float[] Divide(float[] a, float[] b)
    {
        float[] y = new float[a.Length];
        fixed (float* pa = a, pb = b, py = y)
        {
            var loop = new BinaryLoop<Quotient, float>(default, pa, 1, pb, 1, py);
            Elementwise.Range<BinaryLoop<Quotient, float>, float>(ref loop, 0, a.Length);
        }
        return y;
    }

    /// <summary>Distance in units in the last place of the exact value.</summary>
    private static double Units(float value, double exact) => Math.Abs(value - exact) / Math.Max(MathF.BitIncrement((float)exact) - (float)exact, float.Epsilon);

    /// <summary>Numbers of every exponent.</summary>
    private static float[] Positive(int count, Rng rng, int lowest, int highest) =>
        [.. Enumerable.Range(0, count).Select(i => MathF.ScaleB(1 + (float)rng.NextDouble(), lowest + rng.NextInt(highest - lowest)))];

    [Fact]
    public void Quotients_err_by_one_unit_at_most()
    {
        var rng = new Rng(2);
        float[] b = Positive(400_003, rng, -60, 60), a = [.. Positive(b.Length, rng, -60, 60).Select(v => rng.NextInt(2) == 0 ? v : -v)], y = Divide(a, b);
        Enumerable.Range(0, a.Length).Max(i => Units(Math.Abs(y[i]), Math.Abs((double)a[i] / b[i])))
            .ShouldBeLessThan(System.Runtime.Intrinsics.X86.Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported ? 1 : 1.5);
        Enumerable.Range(0, a.Length).ShouldAllBe(i => Math.Sign(y[i]) == Math.Sign(a[i]));
    }

    [Fact]
    public void Special_numbers()
    {
        Divide([0f, float.NaN, 1f], [3f, 2f, float.NaN]).ShouldBe([0f, float.NaN, float.NaN]);
        Apply<Flushed, float>([1e-45f, -1e-39f, 1.2e-38f, -0f, float.NaN, float.NegativeInfinity, 7f])
            .ShouldBe([0f, 0f, 1.2e-38f, 0f, float.NaN, float.NegativeInfinity, 7f]);
        Apply<Flushed, double>([1e-310, -1e-310, 3e-308, double.NaN]).ShouldBe([0, 0, 3e-308, double.NaN]);
    }

    [Fact]
    public void Every_width_gives_the_same_bits()
    {
        float[] x = Positive(1003, new Rng(3), -60, 60), one = Positive(1003, new Rng(4), -60, 60), quotient = Divide(one, x);
        try
        {
            foreach (int bits in new[] { 512, 256, 128, 1 })
            {
                Elementwise.WidestBits = bits;
                Divide(one, x).ShouldBe(quotient);
            }
        }
        finally
        {
            Elementwise.WidestBits = 512;
        }
    }

    [Fact]
    public void Averages_of_a_parameter_that_no_longer_moves_end_as_zero()
    {
        var w = new Parameter(Tensor.Ones([40]));
        var adam = new Adam([w], beta2: 0.9);
        for (int i = 0; i < 1200; i++)
        {
            using var tape = Tape.Start();
            adam.Step(tape.Gradients((w * (i == 0 ? 1 : 0)).Sum()));
        }
        foreach (var (name, state) in adam.NamedStates)
            if (name.EndsWith("/m", StringComparison.Ordinal) || name.EndsWith("/v", StringComparison.Ordinal)) state.ToArray<float>().ShouldAllBe(v => v == 0);
    }
}
