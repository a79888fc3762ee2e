using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Cajal;

/// <summary>Where a tile of C lies and what it is the product of. Strides count numbers.</summary>
internal unsafe struct GemmTile<T> where T : unmanaged
{
    public T* A;
    public nint ARow, ACol;

    /// <summary>First register of the panel's first row.</summary>
    public T* B;
    public nint BRow;

    /// <summary>From the first register of a row of B to the second, third and fourth.</summary>
    public nint B1, B2, B3;

    public T* C;
    public nint CRow;

    /// <summary>From the first register of a row of C to the second, third and fourth.</summary>
    public nint C1, C2, C3;

    /// <summary>Columns of a tile that is narrower than a register.</summary>
    public int Columns;

    /// <summary>Steps of the sum.</summary>
    public int Depth;

    /// <summary>C + A·B instead of A·B.</summary>
    public bool Accumulate;
}

/// <summary>The innermost loop: a tile of 1 to 8 rows and 1 to 3 registers, or of 1 to 6 rows and 4 registers, C ← (C +) Σₚ A[:, p]·B[p, :].</summary>
/// <remarks>Every number of C is one chain of multiply-adds in the order of p, whatever the tile's size and the register's width. The accumulators are named
/// because the JIT keeps only named ones in registers; R and N are types so that the JIT drops the rows and registers that a smaller tile lacks.</remarks>
internal static unsafe class GemmKernel<T, V, W> where T : unmanaged where V : struct where W : struct, IWide<T, V>
{
    /// <param name="rows">Rows of the tile, 1 to 8.</param>
    /// <param name="vectors">Registers beside one another, 1 to 4; 0 for a part of one.</param>
    /// <param name="tile">Where it lies.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int rows, int vectors, ref GemmTile<T> tile)
    {
        switch (vectors)
        {
            case 0: Rows<NPart>(rows, ref tile); break;
            case 1: Rows<N1>(rows, ref tile); break;
            case 2: Rows<N2>(rows, ref tile); break;
            case 4: Rows<N4>(rows, ref tile); break;
            default: Rows<N3>(rows, ref tile); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<N>(int rows, ref GemmTile<T> tile) where N : struct, ISize
    {
        switch (rows)
        {
            case 1: Tile<N1, N>(ref tile); break;
            case 2: Tile<N2, N>(ref tile); break;
            case 3: Tile<N3, N>(ref tile); break;
            case 4: Tile<N4, N>(ref tile); break;
            case 5: Tile<N5, N>(ref tile); break;
            case 6: Tile<N6, N>(ref tile); break;
            case 7: Tile<N7, N>(ref tile); break;
            default: Tile<N8, N>(ref tile); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<R, N>(ref GemmTile<T> tile) where R : struct, ISize where N : struct, ISize
    {
        V c00 = default, c01 = default, c02 = default, c10 = default, c11 = default, c12 = default;
        V c20 = default, c21 = default, c22 = default, c30 = default, c31 = default, c32 = default;
        V c40 = default, c41 = default, c42 = default, c50 = default, c51 = default, c52 = default;
        V c03 = default, c13 = default, c23 = default, c33 = default, c43 = default, c53 = default;
        V c60 = default, c61 = default, c62 = default, c70 = default, c71 = default, c72 = default;
        // Strides in bytes, and whatever else can be said before the loop: beside 24 multiply-adds and 11 loads a step has only 5 instructions.
        nint row = tile.ARow, row2 = 2 * row, row3 = 3 * row, column = tile.ACol * sizeof(T), bRow = tile.BRow * sizeof(T), b1 = tile.B1, b2 = tile.B2, b3 = tile.B3;
        T* a = tile.A, a4 = a + 4 * row, b = tile.B;
        V mask = N.IsPart ? W.Mask(tile.Columns) : default, none = default;
        Prefetch<R, N>(ref tile);
        for (int p = tile.Depth; p != 0; p--)
        {
            V x = N.IsPart ? W.LoadPart(b, mask) : W.Load(b), y = N.Value > 1 ? W.Load(b + b1) : default, z = N.Value > 2 ? W.Load(b + b2) : default;
            V w = N.Value > 3 ? W.Load(b + b3) : default;
            Step<N>(a, x, y, z, w, ref c00, ref c01, ref c02, ref c03);
            if (R.Value > 1) Step<N>(a + row, x, y, z, w, ref c10, ref c11, ref c12, ref c13);
            if (R.Value > 2) Step<N>(a + row2, x, y, z, w, ref c20, ref c21, ref c22, ref c23);
            if (R.Value > 3) Step<N>(a + row3, x, y, z, w, ref c30, ref c31, ref c32, ref c33);
            if (R.Value > 4) Step<N>(a4, x, y, z, w, ref c40, ref c41, ref c42, ref c43);
            if (R.Value > 5) Step<N>(a4 + row, x, y, z, w, ref c50, ref c51, ref c52, ref c53);
            if (R.Value > 6) Step<N>(a4 + row2, x, y, z, default, ref c60, ref c61, ref c62, ref none);
            if (R.Value > 7) Step<N>(a4 + row3, x, y, z, default, ref c70, ref c71, ref c72, ref none);
            a = (T*)((byte*)a + column);
            if (R.Value > 4) a4 = (T*)((byte*)a4 + column);
            b = (T*)((byte*)b + bRow);
        }
        Put<N>(ref tile, 0, c00, c01, c02, c03);
        if (R.Value > 1) Put<N>(ref tile, 1, c10, c11, c12, c13);
        if (R.Value > 2) Put<N>(ref tile, 2, c20, c21, c22, c23);
        if (R.Value > 3) Put<N>(ref tile, 3, c30, c31, c32, c33);
        if (R.Value > 4) Put<N>(ref tile, 4, c40, c41, c42, c43);
        if (R.Value > 5) Put<N>(ref tile, 5, c50, c51, c52, c53);
        if (R.Value > 6) Put<N>(ref tile, 6, c60, c61, c62, default);
        if (R.Value > 7) Put<N>(ref tile, 7, c70, c71, c72, default);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<N>(T* a, V x, V y, V z, V w, ref V c0, ref V c1, ref V c2, ref V c3) where N : struct, ISize
    {
        V many = W.Repeat(a);
        c0 = W.MultiplyAdd(many, x, c0);
        if (N.Value > 1) c1 = W.MultiplyAdd(many, y, c1);
        if (N.Value > 2) c2 = W.MultiplyAdd(many, z, c2);
        if (N.Value > 3) c3 = W.MultiplyAdd(many, w, c3);
    }

    // All of a row is read before any of it is written, because the last register may overlap its neighbour.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<N>(ref GemmTile<T> tile, int row, V x, V y, V z, V w) where N : struct, ISize
    {
        T* c = tile.C + row * tile.CRow;
        if (N.IsPart)
        {
            V mask = W.Mask(tile.Columns);
            W.StorePart(tile.Accumulate ? W.Add(W.LoadPart(c, mask), x) : x, c, mask);
            return;
        }
        if (tile.Accumulate)
        {
            x = W.Add(W.Load(c), x);
            if (N.Value > 1) y = W.Add(W.Load(c + tile.C1), y);
            if (N.Value > 2) z = W.Add(W.Load(c + tile.C2), z);
            if (N.Value > 3) w = W.Add(W.Load(c + tile.C3), w);
        }
        W.Store(x, c);
        if (N.Value > 1) W.Store(y, c + tile.C1);
        if (N.Value > 2) W.Store(z, c + tile.C2);
        if (N.Value > 3) W.Store(w, c + tile.C3);
    }

    /// <summary>Calls the tile of C into the cache while the sum is under way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch<R, N>(ref GemmTile<T> tile) where R : struct, ISize where N : struct, ISize
    {
        if (!Sse.IsSupported || R.Value < 6 || tile.Depth < 64) return;
        for (int row = 0; row < R.Value; row++)
        {
            T* c = tile.C + row * tile.CRow;
            Sse.Prefetch0(c);
            if (N.Value > 1) Sse.Prefetch0(c + tile.C1);
            if (N.Value > 2) Sse.Prefetch0(c + tile.C2);
            if (N.Value > 3) Sse.Prefetch0(c + tile.C3);
        }
    }
}

/// <summary>A number as a type.</summary>
internal interface ISize
{
    static abstract int Value { get; }

    /// <summary>Whether it counts a single register, of which only the first numbers matter.</summary>
    static virtual bool IsPart => false;
}

internal readonly struct NPart : ISize
{
    public static int Value => 1;

    public static bool IsPart => true;
}

internal readonly struct N1 : ISize { public static int Value => 1; }
internal readonly struct N2 : ISize { public static int Value => 2; }
internal readonly struct N3 : ISize { public static int Value => 3; }
internal readonly struct N4 : ISize { public static int Value => 4; }
internal readonly struct N5 : ISize { public static int Value => 5; }
internal readonly struct N6 : ISize { public static int Value => 6; }
internal readonly struct N7 : ISize { public static int Value => 7; }
internal readonly struct N8 : ISize { public static int Value => 8; }
