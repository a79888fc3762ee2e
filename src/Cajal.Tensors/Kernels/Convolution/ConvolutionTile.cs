using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>One step of a sum: where its weight and its source number lie, in bytes from where those of the first result begin.</summary>
internal struct Tap
{
    public nint Weight, Source;
}

/// <summary>A register full of results: where its first source numbers and its results lie, in bytes.</summary>
internal struct Spot
{
    public nint Source, Result;
}

/// <summary>Some result channels at some spots, and what they are sums of.</summary>
internal unsafe struct ConvolutionTile<T> where T : unmanaged
{
    /// <summary>Weights of the first channel; bytes from one channel to the next.</summary>
    public byte* Weights;
    public nint WeightRow;

    /// <summary>The taps of one source channel; and how many channels there are, with the bytes from one to the next.</summary>
    public Tap* Taps;
    public int Depth, Channels;
    public nint WeightStep, SourceStep;

    public byte* Source;
    public Spot* Spots;

    /// <summary>Results of the first channel; bytes from one channel to the next.</summary>
    public byte* Result;
    public nint ResultRow;

    /// <summary>What is added to each channel; null for nothing.</summary>
    public T* Bias;

    /// <summary>What follows on the finished results.</summary>
    public ConvolutionEnd<T> End;
}

/// <summary>The innermost loop: 1 to 8 channels at 1 to 4 spots, y[r, v] = Σₜ w[r, t] · x[v, t] (+ b[r]), each a chain of multiply-adds in the order of
/// source channels and taps.</summary>
/// <remarks>Where a register's numbers lie side by side is the caller's choice: columns of a picture, a packed panel, or sixteen pictures. As in
/// <see cref="GemmKernel{T, V, W}"/>, accumulators are named because the JIT keeps only named ones in registers.</remarks>
internal static unsafe class ConvolutionKernel<T, V, W> where T : unmanaged where V : struct where W : struct, IWide<T, V>
{
    /// <summary>The most channels beside so many spots: of 32 registers results take 24 at most; of 16 they take 12, or 8 beside four spots.</summary>
    public static int RowsBeside(int spots) => GemmGrid.HasManyRegisters ? Math.Min(8, 24 / spots) : spots == 4 ? 2 : Math.Min(8, 12 / spots);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int rows, int spots, ref ConvolutionTile<T> tile)
    {
        switch (spots)
        {
            case 1: Rows<N1>(rows, ref tile); break;
            case 2: Rows<N2>(rows, ref tile); break;
            case 3: Rows<N3>(rows, ref tile); break;
            default: Rows<N4>(rows, ref tile); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<N>(int rows, ref ConvolutionTile<T> tile) where N : struct, ISize
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
    private static void Tile<R, N>(ref ConvolutionTile<T> tile) where R : struct, ISize where N : struct, ISize
    {
        V c00 = default, c01 = default, c02 = default, c03 = default, c10 = default, c11 = default, c12 = default, c13 = default;
        V c20 = default, c21 = default, c22 = default, c23 = default, c30 = default, c31 = default, c32 = default, c33 = default;
        V c40 = default, c41 = default, c42 = default, c43 = default, c50 = default, c51 = default, c52 = default, c53 = default;
        V c60 = default, c61 = default, c62 = default, c70 = default, c71 = default, c72 = default, none = default;
        Spot* spots = tile.Spots;
        byte* x0 = tile.Source + spots[0].Source, x1 = N.Value > 1 ? tile.Source + spots[1].Source : null;
        byte* x2 = N.Value > 2 ? tile.Source + spots[2].Source : null, x3 = N.Value > 3 ? tile.Source + spots[3].Source : null;
        byte* weights = tile.Weights;
        nint row = tile.WeightRow, row3 = 3 * row;
        for (int channels = tile.Channels; channels != 0; channels--)
        {
            for (Tap* tap = tile.Taps, end = tap + tile.Depth; tap != end; tap++)
            {
                nint shift = tap->Source;
                byte* a = weights + tap->Weight;
                V x = W.Load((T*)(x0 + shift)), y = N.Value > 1 ? W.Load((T*)(x1 + shift)) : default;
                V z = N.Value > 2 ? W.Load((T*)(x2 + shift)) : default, w = N.Value > 3 ? W.Load((T*)(x3 + shift)) : default;
                Step<N>(a, x, y, z, w, ref c00, ref c01, ref c02, ref c03);
                if (R.Value > 1) Step<N>(a + row, x, y, z, w, ref c10, ref c11, ref c12, ref c13);
                if (R.Value > 2) Step<N>(a + 2 * row, x, y, z, w, ref c20, ref c21, ref c22, ref c23);
                if (R.Value > 3) Step<N>(a + row3, x, y, z, w, ref c30, ref c31, ref c32, ref c33);
                if (R.Value > 4) a += 4 * row;
                if (R.Value > 4) Step<N>(a, x, y, z, w, ref c40, ref c41, ref c42, ref c43);
                if (R.Value > 5) Step<N>(a + row, x, y, z, w, ref c50, ref c51, ref c52, ref c53);
                if (R.Value > 6) Step<N>(a + 2 * row, x, y, z, default, ref c60, ref c61, ref c62, ref none);
                if (R.Value > 7) Step<N>(a + row3, x, y, z, default, ref c70, ref c71, ref c72, ref none);
            }
            weights += tile.WeightStep;
            x0 += tile.SourceStep;
            if (N.Value > 1) x1 += tile.SourceStep;
            if (N.Value > 2) x2 += tile.SourceStep;
            if (N.Value > 3) x3 += tile.SourceStep;
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
    private static void Step<N>(byte* a, V x, V y, V z, V w, ref V c0, ref V c1, ref V c2, ref V c3) where N : struct, ISize
    {
        V many = W.Repeat((T*)a);
        c0 = W.MultiplyAdd(many, x, c0);
        if (N.Value > 1) c1 = W.MultiplyAdd(many, y, c1);
        if (N.Value > 2) c2 = W.MultiplyAdd(many, z, c2);
        if (N.Value > 3) c3 = W.MultiplyAdd(many, w, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<N>(ref ConvolutionTile<T> tile, int row, V x, V y, V z, V w) where N : struct, ISize
    {
        byte* c = tile.Result + row * tile.ResultRow;
        Spot* spots = tile.Spots;
        if (tile.Bias != null)
        {
            V b = W.Repeat(tile.Bias + row);
            x = W.Add(x, b);
            if (N.Value > 1) y = W.Add(y, b);
            if (N.Value > 2) z = W.Add(z, b);
            if (N.Value > 3) w = W.Add(w, b);
        }
        W.Store(x, (T*)(c + spots[0].Result));
        if (N.Value > 1) W.Store(y, (T*)(c + spots[1].Result));
        if (N.Value > 2) W.Store(z, (T*)(c + spots[2].Result));
        if (N.Value > 3) W.Store(w, (T*)(c + spots[3].Result));
    }
}
