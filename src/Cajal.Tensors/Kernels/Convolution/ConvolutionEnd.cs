using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>What may follow on a convolution's results while they lie in the first cache: y = max(0, (s − μ) · factor + shift + r), each part or none of it, μ, factor
/// and shift of the channel. In place of s, whatever it is; so r lies elsewhere.</summary>
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run(int rows, int spots, ref ConvolutionTile<T> tile)
    {
        byte* c = tile.Result;
        nint row = tile.ResultRow, residual = tile.End.Residual;
        nint s0 = tile.Spots[0].Result, s1 = spots > 1 ? tile.Spots[1].Result : s0, s2 = spots > 2 ? tile.Spots[2].Result : s1;
        nint s3 = spots > 3 ? tile.Spots[3].Result : s2;
        T* mean = tile.End.Mean, factor = tile.End.Factor, shift = tile.End.Shift;
        bool relu = tile.End.Relu;
        V zero = default;
        for (; rows > 0; rows--, c += row)
        {
            V x = W.Load((T*)(c + s0)), y = W.Load((T*)(c + s1)), z = W.Load((T*)(c + s2)), w = W.Load((T*)(c + s3));
            if (mean != null)
            {
                V m = W.Repeat(mean++), f = W.Repeat(factor++), b = W.Repeat(shift++);
                x = W.MultiplyAdd(W.Subtract(x, m), f, b);
                y = W.MultiplyAdd(W.Subtract(y, m), f, b);
                z = W.MultiplyAdd(W.Subtract(z, m), f, b);
                w = W.MultiplyAdd(W.Subtract(w, m), f, b);
            }
            if (residual != 0)
            {
                byte* r = c + residual;
                x = W.Add(x, W.Load((T*)(r + s0)));
                y = W.Add(y, W.Load((T*)(r + s1)));
                z = W.Add(z, W.Load((T*)(r + s2)));
                w = W.Add(w, W.Load((T*)(r + s3)));
            }
            if (relu)
            {
                x = W.AtLeast(x, zero);
                y = W.AtLeast(y, zero);
                z = W.AtLeast(z, zero);
                w = W.AtLeast(w, zero);
            }
            W.Store(x, (T*)(c + s0));
            W.Store(y, (T*)(c + s1));
            W.Store(z, (T*)(c + s2));
            W.Store(w, (T*)(c + s3));
        }
    }
}
