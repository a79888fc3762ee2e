using System.Numerics;
using System.Runtime.Intrinsics;
using Cajal.Tests.House;

namespace Cajal.Tests.Kernels;

/// <summary>The blocked product meets the plain one, number by number and bit by bit.</summary>
public unsafe class GemmTests
{
    /// <summary>A way to multiply: the public one, or one width and packing forced.</summary>
    private delegate void Multiplier<T>(int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint cRow, bool accumulate)
        where T : unmanaged;

    /// <summary>Small shapes with every edge: fewer rows than a tile, columns around the width of registers, depth around a block.</summary>
    private static (int M, int N, int K) Shape(Rng rng)
    {
        int[] edges = [1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 23, 24, 25, 31, 32, 33, 47, 48, 49, 50, 63, 64, 65, 95, 96, 97, 100];
        int Side() => rng.NextInt(3) == 0 ? edges[rng.NextInt(edges.Length)] : rng.NextInt(40);
        int k = rng.NextInt(12) switch { 0 => 510 + rng.NextInt(5), 1 => 1022 + rng.NextInt(5), 2 => rng.NextInt(600), _ => Side() };
        return (Side(), Side(), k);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ThousandsOfShapesAgreeBitForBit(ulong seed)
    {
        var rng = new Rng(seed);
        for (int trial = 0; trial < Trials.Of(1500); trial++)
        {
            Check<float>(AsChosen, Shape(rng), rng);
            Check<double>(AsChosen, Shape(rng), rng);
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void EveryWidthAndPackingAgreesBitForBit(bool packA, bool packB)
    {
        var rng = new Rng(packA ? 10ul : 20ul);
        for (int trial = 0; trial < Trials.Of(150); trial++)
        {
            Check(Forced<float, Vector512<float>, Wide512<float>>(packA, packB), Shape(rng), rng, Least(Wide512<float>.HasParts, Vector512<float>.Count), !packB);
            Check(Forced<double, Vector512<double>, Wide512<double>>(packA, packB), Shape(rng), rng, Least(Wide512<double>.HasParts, Vector512<double>.Count), !packB);
            Check(Forced<float, Vector256<float>, Wide256<float>>(packA, packB), Shape(rng), rng, Least(Wide256<float>.HasParts, Vector256<float>.Count), !packB);
            Check(Forced<double, Vector256<double>, Wide256<double>>(packA, packB), Shape(rng), rng, Least(Wide256<double>.HasParts, Vector256<double>.Count), !packB);
            Check(Forced<float, Vector128<float>, Wide128<float>>(packA, packB), Shape(rng), rng, Least(Wide128<float>.HasParts, Vector128<float>.Count), !packB);
            Check(Forced<double, Vector128<double>, Wide128<double>>(packA, packB), Shape(rng), rng, Least(Wide128<double>.HasParts, Vector128<double>.Count), !packB);
            Check(Forced<float, float, Wide1<float>>(packA, packB), Shape(rng), rng, 1, !packB);
            Check(Forced<double, double, Wide1<double>>(packA, packB), Shape(rng), rng, 1, !packB);
        }
    }

    /// <summary>Columns that a width needs.</summary>
    private static int Least(bool hasParts, int count) => hasParts ? 1 : count;

    private static void AsChosen<T>(int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint cRow, bool accumulate)
        where T : unmanaged => Gemm.Multiply(m, n, k, a, aRow, aCol, b, bRow, bCol, c, cRow, accumulate);

    private static Multiplier<T> Forced<T, V, W>(bool packA, bool packB) where T : unmanaged where V : struct where W : struct, IWide<T, V> =>
        (m, n, k, a, aRow, aCol, b, bRow, bCol, c, cRow, accumulate) => Gemm.Run<T, V, W>(m, n, k,
            new GemmTask<T> { PackA = packA, PackB = packB, A = a, ARow = aRow, ACol = aCol, B = b, BRow = bRow, BCol = bCol, C = c, CRow = cRow, Accumulate = accumulate });

    /// <summary>Shapes so large that rows, columns and depth are worked on in several parts.</summary>
    [Theory]
    [InlineData(600, 520, 530)]
    [InlineData(300, 1100, 520)]
    [InlineData(130, 1500, 1030)]
    [InlineData(1500, 128, 1100)]
    public void LargeShapesAgreeBitForBit(int m, int n, int k)
    {
        var rng = new Rng((ulong)m);
        foreach (bool transposed in new[] { false, true })
        {
            using var a = new Matrix<float>(m, k, transposed ? Order.Columns : Order.Rows, rng);
            using var b = new Matrix<float>(k, n, transposed ? Order.Columns : Order.Rows, rng);
            using var c = new Matrix<float>(m, n, Order.PaddedRows, rng);
            var before = c.Values();
            Gemm.Multiply(m, n, k, a.At, a.Row, a.Column, b.At, b.Row, b.Column, c.At, c.Row, accumulate: true);
            for (int sample = 0; sample < 3000; sample++)
            {
                int i = rng.NextInt(m), j = rng.NextInt(n);
                c[i, j].ShouldBe(GemmReference.Number(i, j, k, a.At, a.Row, a.Column, b.At, b.Row, b.Column, before[i * n + j], accumulate: true));
            }
        }
    }

    [Fact]
    public void TheNumbersAreThoseOfAHandWrittenProduct()
    {
        // [1 2 3; 4 5 6] · [7 8; 9 10; 11 12] = [58 64; 139 154]
        float[] a = [1, 2, 3, 4, 5, 6], b = [7, 8, 9, 10, 11, 12], c = [1, 1, 1, 1];
        fixed (float* pa = a, pb = b, pc = c)
        {
            Gemm.Multiply(2, 2, 3, pa, 3, 1, pb, 2, 1, pc, 2, accumulate: false);
            c.ShouldBe([58f, 64, 139, 154]);
            Gemm.Multiply(2, 2, 3, pa, 3, 1, pb, 2, 1, pc, 2, accumulate: true);
            c.ShouldBe([116f, 128, 278, 308]);
            // Aᵀ·A by strides alone.
            float[] gram = new float[9];
            fixed (float* pg = gram) Gemm.Multiply(3, 3, 2, pa, 1, 3, pa, 3, 1, pg, 3, accumulate: false);
            gram.ShouldBe([17f, 22, 27, 22, 29, 36, 27, 36, 45]);
        }
    }

    [Fact]
    public void NothingToSumGivesZerosOrLeavesC()
    {
        float[] c = [1, 2, 3, 4, 5, 6];
        fixed (float* pc = c)
        {
            Gemm.Multiply(2, 2, 0, (float*)null, 0, 1, (float*)null, 2, 1, pc, 3, accumulate: true);
            c.ShouldBe([1f, 2, 3, 4, 5, 6]);
            Gemm.Multiply(2, 2, 0, (float*)null, 0, 1, (float*)null, 2, 1, pc, 3, accumulate: false);
            c.ShouldBe([0f, 0, 3, 0, 0, 6]);
            Gemm.Multiply(0, 2, 3, (float*)null, 3, 1, (float*)null, 2, 1, pc, 3, accumulate: false);
            Gemm.Multiply(2, 0, 3, (float*)null, 3, 1, (float*)null, 0, 1, pc, 3, accumulate: false);
            c.ShouldBe([0f, 0, 3, 0, 0, 6]);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void NotANumberAndInfinityStayInTheirRow(float odd)
    {
        // Zeros in B must not hide them: 0 · ∞ is NaN.
        const int Side = 50;
        var a = Enumerable.Repeat(1f, Side * Side).ToArray();
        var b = new float[Side * Side];
        var c = new float[Side * Side];
        a[7 * Side + 3] = odd;
        fixed (float* pa = a, pb = b, pc = c) Gemm.Multiply(Side, Side, Side, pa, Side, 1, pb, Side, 1, pc, Side, false);
        for (int i = 0; i < c.Length; i++) float.IsNaN(c[i]).ShouldBe(i / Side == 7);
    }

    [Theory]
    [InlineData(1, 100, 784)]
    [InlineData(1, 1, 4097)]
    [InlineData(1, 37, 16)]
    [InlineData(257, 1, 300)]
    [InlineData(3, 1, 999)]
    public void EveryWidthSumsAVectorByAMatrixAlike(int m, int n, int k)
    {
        var rng = new Rng(7);
        Vectors<float>(m, n, k, rng);
        Vectors<double>(m, n, k, rng);
    }

    private static void Vectors<T>(int m, int n, int k, Rng rng) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check(Dots<Vector512<T>, Wide512<T>>(), (m, n, k), rng);
        Check(Dots<Vector256<T>, Wide256<T>>(), (m, n, k), rng);
        Check(Dots<Vector128<T>, Wide128<T>>(), (m, n, k), rng);
        Check(Dots<T, Wide1<T>>(), (m, n, k), rng);

        static Multiplier<T> Dots<V, W>() where V : struct where W : struct, IWide<T, V> =>
            (m, n, k, a, aRow, aCol, b, bRow, bCol, c, cRow, accumulate) => (n == 1
                ? new GemmDots<T, V, W>(m, k, a, aRow, b, c, cRow, accumulate, down: true, finish: null)
                : new GemmDots<T, V, W>(n, k, b, bCol, a, c, 1, accumulate, down: false, finish: null)).Run();

        static void Check(Multiplier<T> multiply, (int M, int N, int K) shape, Rng rng)
        {
            var (m, n, k) = shape;
            using var a = new Matrix<T>(m, k, Order.PaddedRows, rng);
            using var b = new Matrix<T>(k, n, Order.PaddedColumns, rng);
            using var c = new Matrix<T>(m, n, Order.PaddedRows, rng);
            var expected = c.Values();
            for (int i = 0; i < expected.Length; i++)
                expected[i] = GemmReference.Dot(i / n, i % n, k, a.At, a.Row, a.Column, b.At, b.Row, b.Column, expected[i], accumulate: true);
            multiply(m, n, k, a.At, a.Row, a.Column, b.At, b.Row, b.Column, c.At, c.Row, true);
            c.Values().ShouldBe(expected);
            c.SurroundingsAreUntouched().ShouldBeTrue();
        }
    }

    [Fact]
    public void ARowAloneHasTheBitsItHasInABatch()
    {
        var rng = new Rng(3);
        const int M = 64, N = 37, K = 784;
        // Where the rows of B lie side by side. (Otherwise a row alone is a set of dot products.)
        using var a = new Matrix<float>(M, K, Order.Rows, rng);
        using var b = new Matrix<float>(K, N, Order.Rows, rng);
        using var c = new Matrix<float>(M, N, Order.Rows, rng);
        var row = new float[N];
        Gemm.Multiply(M, N, K, a.At, a.Row, a.Column, b.At, b.Row, b.Column, c.At, c.Row, false);
        for (int i = 0; i < M; i++)
        {
            fixed (float* pr = row) Gemm.Multiply(1, N, K, a.At + i * a.Row, a.Row, a.Column, b.At, b.Row, b.Column, pr, N, false);
            for (int j = 0; j < N; j++) row[j].ShouldBe(c[i, j]);
        }
    }

    [Theory]
    [InlineData(64, 128, 784)]
    [InlineData(600, 600, 600)]
    public void AProductAllocatesNothing(int m, int n, int k)
    {
        var rng = new Rng(3);
        using var a = new Matrix<float>(m, k, Order.Rows, rng);
        using var b = new Matrix<float>(k, n, Order.Columns, rng);
        using var c = new Matrix<float>(m, n, Order.Rows, rng);
        for (int i = 0; i < 3; i++) Gemm.Multiply(m, n, k, a.At, a.Row, a.Column, b.At, b.Row, b.Column, c.At, c.Row, false);
        Allocated.By(() =>
        {
            for (int i = 0; i < 3; i++) Gemm.Multiply(m, n, k, a.At, a.Row, a.Column, b.At, b.Row, b.Column, c.At, c.Row, false);
        }).ShouldBe(0);
    }

    private static void Check<T>(Multiplier<T> multiply, (int M, int N, int K) shape, Rng rng, int leastColumns = 0, bool contiguous = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (m, n, k) = shape;
        if (leastColumns > 0) (m, n, k) = (Math.Max(m, 1), Math.Max(n, leastColumns), Math.Max(k, 1));
        bool accumulate = rng.NextInt(2) == 0;
        Order Any() => (Order)rng.NextInt(7);
        using var a = new Matrix<T>(m, k, Any(), rng);
        using var b = new Matrix<T>(k, n, contiguous ? Order.PaddedRows : Any(), rng);
        using var c = new Matrix<T>(m, n, rng.NextInt(2) == 0 ? Order.Rows : Order.PaddedRows, rng);
        var expected = c.Values();
        bool chosen = multiply == AsChosen;
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
                expected[i * n + j] = chosen
                    ? GemmReference.AsChosen(m, n, i, j, k, a.At, a.Row, a.Column, b.At, b.Row, b.Column, expected[i * n + j], accumulate)
                    : GemmReference.Number(i, j, k, a.At, a.Row, a.Column, b.At, b.Row, b.Column, expected[i * n + j], accumulate);
        }
        if (!accumulate) c.Fill(T.NaN); // what was there must not matter
        multiply(m, n, k, a.At, a.Row, a.Column, b.At, b.Row, b.Column, c.At, c.Row, accumulate);
        string what = $"{typeof(T).Name} {m}x{n}x{k}, A {a.Order}, B {b.Order}, C {c.Order}, accumulate {accumulate}";
        if (!c.Values().AsSpan().SequenceEqual(expected))
            Assert.Fail($"{what}: first difference at {c.Values().AsSpan().CommonPrefixLength(expected)}");
        c.SurroundingsAreUntouched().ShouldBeTrue(what);
    }
}
