using System.Numerics;
using Cajal.Tests.House;

namespace Cajal.Tests.Kernels;

/// <summary>Reductions meet plain loops.</summary>
public class ReduceTests
{
    private delegate void Rows<T>(ReadOnlySpan<T> x, int rows, int length, Span<T> y);

    private static readonly int[] Lengths = [0, 1, 2, 7, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 784, 1023, 1024, 1025, 2047, 2048, 5000];

    private static T[] Numbers<T>(int count, ulong seed) where T : unmanaged, INumber<T>
    {
        var rng = new Rng(seed);
        bool whole = T.CreateTruncating(0.5) == T.Zero;
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating(whole ? rng.NextInt(2001) - 1000 : rng.NextDouble() * 2 - 1))];
    }

    private static void Check<T>(Rows<T> reduce, Func<T[], T> plain, double tolerance) where T : unmanaged, INumber<T>
    {
        foreach (int length in Lengths)
        {
            foreach (int rows in new[] { 0, 1, 3, 20 })
            {
                if ((long)rows * length > 50_000) continue;
                var x = Numbers<T>(rows * length, (ulong)(length + rows));
                var y = new T[rows + 1];
                y[rows] = T.CreateTruncating(77);
                reduce(x, rows, length, y.AsSpan(0, rows));
                for (int r = 0; r < rows; r++)
                {
                    T expected = plain(x.AsSpan(r * length, length).ToArray());
                    if (y[r] == expected) continue;
                    Near(double.CreateChecked(y[r]), double.CreateChecked(expected), tolerance, length, $"{typeof(T).Name} {rows}x{length}");
                }
                y[rows].ShouldBe(T.CreateTruncating(77));
            }
        }
    }

    /// <summary>Within a rounding error of the result and the roundings on the way, which grow like a random walk.</summary>
    private static void Near(double value, double expected, double tolerance, int count, string what)
    {
        if (!(Math.Abs(value - expected) <= tolerance * (Math.Sqrt(count) + Math.Abs(expected)))) Assert.Fail($"{what}: {value:R} instead of {expected:R}");
    }

    [Fact]
    public void SumsOfRows()
    {
        Check<float>(Reduce.SumRows, x => (float)x.Sum(v => (double)v), 1e-6);
        Check<double>(Reduce.SumRows, x => x.Sum(), 1e-13);
        Check<int>(Reduce.SumRows, x => x.Sum(), 0);
        Check<long>(Reduce.SumRows, x => x.Sum(), 0);
    }

    [Fact]
    public void LargestAndSmallest()
    {
        Check<float>(Reduce.MaxRows, x => x.Append(float.NegativeInfinity).Max(), 0);
        Check<double>(Reduce.MaxRows, x => x.Append(double.NegativeInfinity).Max(), 0);
        Check<int>(Reduce.MaxRows, x => x.Append(int.MinValue).Max(), 0);
        Check<long>(Reduce.MaxRows, x => x.Append(long.MinValue).Max(), 0);
        Check<float>(Reduce.MinRows, x => x.Append(float.PositiveInfinity).Min(), 0);
        Check<double>(Reduce.MinRows, x => x.Append(double.PositiveInfinity).Min(), 0);
        Check<int>(Reduce.MinRows, x => x.Append(int.MaxValue).Min(), 0);
        Check<long>(Reduce.MinRows, x => x.Append(long.MaxValue).Min(), 0);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(70)]
    [InlineData(3000)]
    public void NotANumberIsNeverOverlooked(int length)
    {
        foreach (int place in new[] { 0, 1, length / 2, length - 1 })
        {
            var x = Enumerable.Repeat(1f, length).ToArray();
            x[place] = float.NaN;
            foreach (Rows<float> reduce in new Rows<float>[] { Reduce.SumRows, Reduce.MaxRows, Reduce.MinRows })
            {
                var y = new float[1];
                reduce(x, 1, length, y);
                y[0].ShouldBe(float.NaN, $"{reduce.Method.Name} with NaN at {place} of {length}");
            }
        }
    }

    [Fact]
    public void TenMillionOnesAreTenMillion()
    {
        var ones = new float[10_000_000];
        Array.Fill(ones, 1);
        var y = new float[1];
        Reduce.SumRows(ones, 1, ones.Length, y);
        y[0].ShouldBe(10_000_000f);
        Reduce.SumColumns(ones, ones.Length, 1, y);
        y[0].ShouldBe(10_000_000f);
        var two = new float[2];
        Reduce.SumColumns(ones, ones.Length / 2, 2, two);
        two.ShouldBe([5_000_000f, 5_000_000f]);
        // Numbers that no Float32 holds exactly: ten million tenths, each 0.1 + 1.5e-9.
        Array.Fill(ones, 0.1f);
        Reduce.SumRows(ones, 1, ones.Length, y);
        y[0].ShouldBe((float)(10_000_000 * (double)0.1f), 0.25f); // two units in the last place
    }

    [Fact]
    public void SumsOfColumns()
    {
        Columns<float>(1e-6);
        Columns<double>(1e-13);
        Columns<int>(0);
        Columns<long>(0);

        static void Columns<T>(double tolerance) where T : unmanaged, INumber<T>
        {
            foreach (int columns in new[] { 0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 15, 16, 31, 32, 33, 63, 64, 100, 128, 511, 512, 513, 700, 1040 })
            {
                foreach (int rows in new[] { 0, 1, 2, 64, 127, 128, 129, 300, 20_000 })
                {
                    if ((long)rows * columns > 50_000) continue;
                    var x = Numbers<T>(rows * columns, (ulong)(rows + columns));
                    var y = new T[columns + 1];
                    Array.Fill(y, T.CreateTruncating(77));
                    Reduce.SumColumns(x, rows, columns, y.AsSpan(0, columns));
                    for (int j = 0; j < columns; j++)
                    {
                        double expected = 0;
                        for (int i = 0; i < rows; i++) expected += double.CreateChecked(x[i * columns + j]);
                        Near(double.CreateChecked(y[j]), expected, tolerance, rows, $"{typeof(T).Name} {rows}x{columns}");
                    }
                    y[columns].ShouldBe(T.CreateTruncating(77));
                }
            }
        }
    }
}

[Collection(nameof(ThreadCount))]
public class ReduceThreadsTests : IDisposable
{
    private readonly int before = Workers.Count;

    public void Dispose() => Workers.Count = before;

    [Fact]
    public void AnyNumberOfThreadsGivesTheSameBits()
    {
        var x = new float[1_200_000];
        new Rng(1).FillNormal(x);
        var first = new Dictionary<string, float[]>();
        foreach (int threads in new[] { 1, 2, 3, 7 })
        {
            Workers.Count = threads;
            foreach (int rows in new[] { 1, 3, 1000, 120_000 })
            {
                int length = x.Length / rows;
                float[] sums = new float[rows], columns = new float[length];
                Reduce.SumRows(x, rows, length, sums);
                Reduce.SumColumns(x, rows, length, columns);
                float[] both = [.. sums, .. columns];
                if (first.TryAdd($"{rows}", both)) continue;
                both.AsSpan().SequenceEqual(first[$"{rows}"]).ShouldBeTrue($"{threads} threads, {rows} rows");
            }
        }
    }

    [Fact]
    public void AReductionAllocatesNothing()
    {
        Workers.Count = 2;
        var x = new float[1_000_000];
        var y = new float[1000];
        for (int i = 0; i < 3; i++) All();
        Allocated.By(() =>
        {
            for (int i = 0; i < 10; i++) All();
        }).ShouldBe(0);

        void All()
        {
            Reduce.SumRows(x, 1, x.Length, y);
            Reduce.SumRows(x, 1000, 1000, y);
            Reduce.SumColumns(x, 1000, 1000, y);
        }
    }
}
