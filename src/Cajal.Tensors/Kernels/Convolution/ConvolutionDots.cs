using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Where a line of steps begins in both operands, in bytes.</summary>
internal struct DotLine
{
    public nint A, B;
}

/// <summary>Up to 3 streams A and 4 streams B of numbers, and where the sums of their products go.</summary>
internal unsafe struct DotTile
{
    /// <summary>First register of the first stream; bytes to the others.</summary>
    public byte* A, B;
    public nint A1, A2, B1, B2, B3;

    /// <summary>Bytes from one step to the next.</summary>
    public nint AStep, BStep;

    public DotLine* Lines;
    public int LineCount, Steps;
}

/// <summary>The innermost loop of weight gradients: c[i, j] = Σ over lines and steps of A[i] · B[j], register by register: each lane is one chain of
/// multiply-adds.</summary>
internal static unsafe class DotKernel<T, V, W> where T : unmanaged where V : struct where W : struct, IWide<T, V>
{
    /// <summary>Streams of each kind at most.</summary>
    public const int MostA = 3, MostB = 4;

    /// <summary>Numbers that a sum is spread over, on every processor: lanes of one register or of several.</summary>
    public const int Lanes = 16;

    /// <summary>Writes c[i, j] to sums[(4·i + j)·16 ..].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int a, int b, ref DotTile tile, T* sums)
    {
        switch (a)
        {
            case 1: Streams<N1>(b, ref tile, sums); break;
            case 2: Streams<N2>(b, ref tile, sums); break;
            default: Streams<N3>(b, ref tile, sums); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Streams<A>(int b, ref DotTile tile, T* sums) where A : struct, ISize
    {
        switch (b)
        {
            case 1: Tile<A, N1>(ref tile, sums); break;
            case 2: Tile<A, N2>(ref tile, sums); break;
            case 3: Tile<A, N3>(ref tile, sums); break;
            default: Tile<A, N4>(ref tile, sums); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<A, B>(ref DotTile tile, T* sums) where A : struct, ISize where B : struct, ISize
    {
        V c00 = default, c01 = default, c02 = default, c03 = default, c10 = default, c11 = default, c12 = default, c13 = default;
        V c20 = default, c21 = default, c22 = default, c23 = default;
        nint a1 = tile.A1, a2 = tile.A2, b1 = tile.B1, b2 = tile.B2, b3 = tile.B3, aStep = tile.AStep, bStep = tile.BStep;
        DotLine* line = tile.Lines;
        for (int lines = tile.LineCount; lines != 0; lines--, line++)
        {
            byte* a = tile.A + line->A, b = tile.B + line->B;
            for (int steps = tile.Steps; steps != 0; steps--)
            {
                V x = W.Load((T*)a), y = A.Value > 1 ? W.Load((T*)(a + a1)) : default, z = A.Value > 2 ? W.Load((T*)(a + a2)) : default;
                Step<A>(x, y, z, b, ref c00, ref c10, ref c20);
                if (B.Value > 1) Step<A>(x, y, z, b + b1, ref c01, ref c11, ref c21);
                if (B.Value > 2) Step<A>(x, y, z, b + b2, ref c02, ref c12, ref c22);
                if (B.Value > 3) Step<A>(x, y, z, b + b3, ref c03, ref c13, ref c23);
                a += aStep;
                b += bStep;
            }
        }
        Put<B>(sums, c00, c01, c02, c03);
        if (A.Value > 1) Put<B>(sums + 4 * Lanes, c10, c11, c12, c13);
        if (A.Value > 2) Put<B>(sums + 8 * Lanes, c20, c21, c22, c23);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<A>(V x, V y, V z, byte* b, ref V c0, ref V c1, ref V c2) where A : struct, ISize
    {
        V w = W.Load((T*)b);
        c0 = W.MultiplyAdd(x, w, c0);
        if (A.Value > 1) c1 = W.MultiplyAdd(y, w, c1);
        if (A.Value > 2) c2 = W.MultiplyAdd(z, w, c2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<B>(T* sums, V x, V y, V z, V w) where B : struct, ISize
    {
        W.Store(x, sums);
        if (B.Value > 1) W.Store(y, sums + Lanes);
        if (B.Value > 2) W.Store(z, sums + 2 * Lanes);
        if (B.Value > 3) W.Store(w, sums + 3 * Lanes);
    }

    /// <summary>The sum of one stream A alone, its steps one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(byte* a, nint step, int steps, T* sums)
    {
        V sum = default;
        for (; steps != 0; steps--, a += step) sum = W.Add(sum, W.Load((T*)a));
        W.Store(sum, sums);
    }
}
