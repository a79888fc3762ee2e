using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>A tile of 16 rows and a single register, or the first numbers of one: C ← (C +) Σₚ A[:, p]·B[p, :].</summary>
/// <remarks>With one register beside another step every multiply-add waits for the one before; 16 rows keep the processor busy meanwhile, where the 8 of
/// <see cref="GemmKernel{T, V, W}"/> just fall short. The same bits: every number is one chain in the order of p.</remarks>
internal static unsafe class GemmTall<T, V, W> where T : unmanaged where V : struct where W : struct, IWide<T, V>
{
    public const int Rows = 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<N>(ref GemmTile<T> tile) where N : struct, ISize
    {
        V c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        V c8 = default, c9 = default, c10 = default, c11 = default, c12 = default, c13 = default, c14 = default, c15 = default;
        nint row = tile.ARow, row2 = 2 * row, row3 = 3 * row, column = tile.ACol * sizeof(T), bRow = tile.BRow * sizeof(T);
        T* a = tile.A, a4 = a + 4 * row, a8 = a + 8 * row, a12 = a + 12 * row, b = tile.B;
        V mask = N.IsPart ? W.Mask(tile.Columns) : default;
        for (int p = tile.Depth; p != 0; p--)
        {
            V x = N.IsPart ? W.LoadPart(b, mask) : W.Load(b);
            c0 = W.MultiplyAdd(W.Repeat(a), x, c0);
            c1 = W.MultiplyAdd(W.Repeat(a + row), x, c1);
            c2 = W.MultiplyAdd(W.Repeat(a + row2), x, c2);
            c3 = W.MultiplyAdd(W.Repeat(a + row3), x, c3);
            c4 = W.MultiplyAdd(W.Repeat(a4), x, c4);
            c5 = W.MultiplyAdd(W.Repeat(a4 + row), x, c5);
            c6 = W.MultiplyAdd(W.Repeat(a4 + row2), x, c6);
            c7 = W.MultiplyAdd(W.Repeat(a4 + row3), x, c7);
            c8 = W.MultiplyAdd(W.Repeat(a8), x, c8);
            c9 = W.MultiplyAdd(W.Repeat(a8 + row), x, c9);
            c10 = W.MultiplyAdd(W.Repeat(a8 + row2), x, c10);
            c11 = W.MultiplyAdd(W.Repeat(a8 + row3), x, c11);
            c12 = W.MultiplyAdd(W.Repeat(a12), x, c12);
            c13 = W.MultiplyAdd(W.Repeat(a12 + row), x, c13);
            c14 = W.MultiplyAdd(W.Repeat(a12 + row2), x, c14);
            c15 = W.MultiplyAdd(W.Repeat(a12 + row3), x, c15);
            a = (T*)((byte*)a + column);
            a4 = (T*)((byte*)a4 + column);
            a8 = (T*)((byte*)a8 + column);
            a12 = (T*)((byte*)a12 + column);
            b = (T*)((byte*)b + bRow);
        }
        Four<N>(ref tile, tile.C, mask, c0, c1, c2, c3);
        Four<N>(ref tile, tile.C + 4 * tile.CRow, mask, c4, c5, c6, c7);
        Four<N>(ref tile, tile.C + 8 * tile.CRow, mask, c8, c9, c10, c11);
        Four<N>(ref tile, tile.C + 12 * tile.CRow, mask, c12, c13, c14, c15);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four<N>(ref GemmTile<T> tile, T* c, V mask, V x, V y, V z, V w) where N : struct, ISize
    {
        nint row = tile.CRow;
        if (tile.Accumulate)
        {
            x = W.Add(Get<N>(c, mask), x);
            y = W.Add(Get<N>(c + row, mask), y);
            z = W.Add(Get<N>(c + 2 * row, mask), z);
            w = W.Add(Get<N>(c + 3 * row, mask), w);
        }
        Put<N>(x, c, mask);
        Put<N>(y, c + row, mask);
        Put<N>(z, c + 2 * row, mask);
        Put<N>(w, c + 3 * row, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Get<N>(T* c, V mask) where N : struct, ISize => N.IsPart ? W.LoadPart(c, mask) : W.Load(c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<N>(V value, T* c, V mask) where N : struct, ISize
    {
        if (N.IsPart) W.StorePart(value, c, mask);
        else W.Store(value, c);
    }
}
