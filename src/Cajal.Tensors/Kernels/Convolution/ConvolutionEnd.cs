using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>What may follow on a convolution's results while they lie in the first cache: y = max(0, (s − μ) · factor + shift + r), all or some of it; μ, factor
/// and shift belong to the channel. y takes the place of s, so r lies elsewhere.</summary>
internal unsafe struct ConvolutionEnd<T> where T : unmanaged
{
    /// <summary>Numbers of the first channel; null for none.</summary>
    public T* Mean, Factor, Shift;

    /// <summary>Bytes from a result to the r added to it; 0 for none.</summary>
    public nint Residual;

    /// <summary>Whether negative numbers become 0.</summary>
    public bool Relu;

    public readonly bool IsThere => Mean != null || Residual != 0 || Relu;

    /// <summary>The end for the channels from one on.</summary>
    public readonly ConvolutionEnd<T> From(int channel) =>
        Mean == null ? this : this with { Mean = Mean + channel, Factor = Factor + channel, Shift = Shift + channel };
}

/// <summary>The loop of <see cref="ConvolutionEnd{T}"/> over a tile.</summary>
internal static unsafe class ConvolutionEnds<T, V, W> where T : unmanaged where V : struct where W : struct, IWide<T, V>
{
    /// <summary>Some channels at 1 to 4 spots. All registers of a channel are read before any is written, because they may overlap.</summary>
    public static void Run(int rows, int spots, ref ConvolutionTile<T> tile)
    {
        switch (spots)
        {
            case 1: Run<N1>(rows, ref tile); break;
            case 2: Run<N2>(rows, ref tile); break;
            case 3: Run<N3>(rows, ref tile); break;
            default: Run<N4>(rows, ref tile); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<N>(int rows, ref ConvolutionTile<T> tile) where N : struct, ISize
    {
        byte* c = tile.Result;
        nint row = tile.ResultRow, residual = tile.End.Residual;
        nint s0 = tile.Spots[0].Result, s1 = N.Value > 1 ? tile.Spots[1].Result : 0, s2 = N.Value > 2 ? tile.Spots[2].Result : 0;
        nint s3 = N.Value > 3 ? tile.Spots[3].Result : 0;
        T* mean = tile.End.Mean, factor = tile.End.Factor, shift = tile.End.Shift;
        bool relu = tile.End.Relu;
        V zero = default;
        for (; rows > 0; rows--, c += row)
        {
            V x = W.Load((T*)(c + s0)), y = N.Value > 1 ? W.Load((T*)(c + s1)) : default, z = N.Value > 2 ? W.Load((T*)(c + s2)) : default;
            V w = N.Value > 3 ? W.Load((T*)(c + s3)) : default;
            if (mean != null)
            {
                V m = W.Repeat(mean++), f = W.Repeat(factor++), b = W.Repeat(shift++);
                x = W.MultiplyAdd(W.Subtract(x, m), f, b);
                if (N.Value > 1) y = W.MultiplyAdd(W.Subtract(y, m), f, b);
                if (N.Value > 2) z = W.MultiplyAdd(W.Subtract(z, m), f, b);
                if (N.Value > 3) w = W.MultiplyAdd(W.Subtract(w, m), f, b);
            }
            if (residual != 0)
            {
                byte* r = c + residual;
                x = W.Add(x, W.Load((T*)(r + s0)));
                if (N.Value > 1) y = W.Add(y, W.Load((T*)(r + s1)));
                if (N.Value > 2) z = W.Add(z, W.Load((T*)(r + s2)));
                if (N.Value > 3) w = W.Add(w, W.Load((T*)(r + s3)));
            }
            if (relu)
            {
                x = W.AtLeast(x, zero);
                if (N.Value > 1) y = W.AtLeast(y, zero);
                if (N.Value > 2) z = W.AtLeast(z, zero);
                if (N.Value > 3) w = W.AtLeast(w, zero);
            }
            W.Store(x, (T*)(c + s0));
            if (N.Value > 1) W.Store(y, (T*)(c + s1));
            if (N.Value > 2) W.Store(z, (T*)(c + s2));
            if (N.Value > 3) W.Store(w, (T*)(c + s3));
        }
    }
}
