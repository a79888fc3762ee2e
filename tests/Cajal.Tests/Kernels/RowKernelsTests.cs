using System.Numerics;
using System.Runtime.Intrinsics;

namespace Cajal.Tests.Kernels;

/// <summary>Masks, choices and conversions of rows meet plain loops, at every length around registers and every step.</summary>
public unsafe class RowKernelsTests
{
    private static readonly int[] Lengths = [0, 1, 2, 7, 8, 9, 15, 16, 17, 23, 24, 31, 32, 33, 47, 63, 64, 65, 100, 1000];

    // Few different numbers, so that equal ones meet; NaN and infinities where there are any.
    private static T[] Numbers<T>(int count, Rng rng) where T : INumberBase<T> => [.. Enumerable.Range(0, count).Select(_ => rng.NextInt(12) switch
    {
        0 => T.CreateSaturating(double.NaN),
        1 => T.CreateSaturating(double.NegativeInfinity),
        2 => T.CreateSaturating(double.PositiveInfinity),
        3 => T.Zero,
        4 => T.CreateSaturating(1e10),
        5 => T.CreateSaturating(-2.7),
        6 => T.CreateSaturating(3_000_000_000.0),
        _ => T.CreateSaturating(rng.NextInt(5) - 2.5),
    })];

    private static bool[] Truths(int count, Rng rng) => [.. Enumerable.Range(0, count).Select(_ => rng.NextInt(2) == 1)];

    [Fact]
    public void Masks_of_comparisons()
    {
        var rng = new Rng(1);
        Compare<float>(rng);
        Compare<double>(rng);
        Compare<int>(rng);
        Compare<long>(rng);
        Compare<byte>(rng);
    }

    private static void Compare<T>(Rng rng) where T : unmanaged, INumber<T>
    {
        Check<T, Above<T>>(rng);
        Check<T, Unlike<T>>(rng);
    }

    private static void Check<T, TRule>(Rng rng) where T : unmanaged, INumber<T> where TRule : struct, IMaskRule<T>
    {
        foreach (int length in Lengths)
        {
            foreach (var (aStep, bStep) in new[] { (1, 1), (0, 1), (1, 0), (0, 0), (2, 1), (1, 3), (-1, 1) })
            {
                T[] a = Numbers<T>(3 * length + 1, rng), b = Numbers<T>(3 * length + 1, rng);
                var y = new bool[length + 1];
                int aStart = aStep < 0 ? length : 0;
                fixed (T* pa = a, pb = b)
                fixed (bool* py = y) MaskRow.Run<T, TRule>(pa + aStart, aStep, pb, bStep, py, length);
                for (int i = 0; i < length; i++)
                    y[i].ShouldBe(default(TRule).Holds(a[aStart + i * aStep], b[i * bStep]), $"{typeof(TRule)} {length} {aStep} {bStep} at {i}");
                y[length].ShouldBeFalse();
            }
        }
    }

    private readonly struct Above<T> : IMaskRule<T> where T : unmanaged, INumber<T>
    {
        public bool Holds(T a, T b) => a > b;

        public Vector128<T> Holds(Vector128<T> a, Vector128<T> b) => Vector128.GreaterThan(a, b);
    }

    private readonly struct Unlike<T> : IMaskRule<T> where T : unmanaged, INumber<T>
    {
        public bool Holds(T a, T b) => a != b;

        public Vector128<T> Holds(Vector128<T> a, Vector128<T> b) => ~Vector128.Equals(a, b);
    }

    [Fact]
    public void Choices()
    {
        var rng = new Rng(2);
        Choose<float>(rng);
        Choose<double>(rng);
        Choose<int>(rng);
        Choose<long>(rng);
        Choose<byte>(rng);
    }

    private static void Choose<T>(Rng rng) where T : unmanaged, INumber<T>
    {
        foreach (int length in Lengths)
        {
            foreach (var (maskStep, aStep, bStep) in new[] { (1, 1, 1), (1, 0, 1), (1, 1, 0), (1, 0, 0), (0, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 3) })
            {
                T[] a = Numbers<T>(3 * length + 1, rng), b = Numbers<T>(3 * length + 1, rng), y = Numbers<T>(length + 1, rng);
                T guard = y[length];
                bool[] mask = Truths(3 * length + 1, rng);
                fixed (T* pa = a, pb = b, py = y)
                fixed (bool* pm = mask) ChooseRow.Run(pm, maskStep, pa, aStep, pb, bStep, py, length);
                for (int i = 0; i < length; i++) y[i].ShouldBe(mask[i * maskStep] ? a[i * aStep] : b[i * bStep], $"{typeof(T)} {length} at {i}");
                y[length].ShouldBe(guard);
            }
        }
    }

    [Fact]
    public void Conversions()
    {
        var rng = new Rng(3);
        From<float>(rng);
        From<double>(rng);
        From<int>(rng);
        From<long>(rng);
        From<byte>(rng);
    }

    private static void From<T>(Rng rng) where T : unmanaged, INumberBase<T>
    {
        Convert<T, float>(rng);
        Convert<T, double>(rng);
        Convert<T, int>(rng);
        Convert<T, long>(rng);
        foreach (int length in Lengths)
        {
            T[] x = Numbers<T>(length + 1, rng);
            var y = new bool[length + 1];
            fixed (T* px = x)
            fixed (bool* py = y) CastRow.ToTruth(px, py, length);
            y.ShouldBe([.. x[..length].Select(v => !T.IsZero(v)), false]);
        }
    }

    private static void Convert<T, R>(Rng rng) where T : unmanaged, INumberBase<T> where R : unmanaged, INumberBase<R>
    {
        foreach (int length in Lengths)
        {
            T[] x = Numbers<T>(length + 1, rng);
            R[] y = new R[length + 1];
            fixed (T* px = x)
            fixed (R* py = y) CastRow.Run(px, py, length);
            for (int i = 0; i < length; i++) y[i].ShouldBe(R.CreateSaturating(x[i]), $"{x[i]} of {typeof(T)} in {typeof(R)}");
            y[length].ShouldBe(R.Zero);
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 40_000)]
    [InlineData(7, 40_000)]
    [InlineData(5000, 10)]
    [InlineData(3, 5)]
    [InlineData(1, 32_768)]
    [InlineData(100_000, 1)]
    public void Parts_of_rows_cover_each_number_once(int rows, int length)
    {
        var parts = new RowParts(rows, length);
        var seen = new int[rows * length];
        for (int chunk = 0; chunk < parts.Chunks; chunk++)
        {
            var (first, end, from, to) = parts.Of(chunk);
            for (int r = first; r < end; r++)
                for (int i = from; i < to; i++) seen[r * length + i]++;
        }
        seen.ShouldAllBe(times => times == 1);
    }
}
