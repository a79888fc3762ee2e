using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>Windows of 2 × 2 side by side, a register full of them at a time.</summary>
internal unsafe struct PoolPairs<T, TFold> : IRegisterWork<T> where T : unmanaged where TFold : struct, IPoolFold
{
    public T* X, Y;

    /// <summary>Planes, and their sizes before pooling.</summary>
    public int Planes, Height, Width;

    /// <summary>Works in the widest registers that a row of results fills.</summary>
    public static void Run(ref PoolPairs<T, TFold> work)
    {
        int bits = PairWidth.Of<T>(work.Width);
        if (bits == 512) work.Run<Vector512<T>, Register512<T>>();
        else if (bits == 256) work.Run<Vector256<T>, Register256<T>>();
        else if (bits == 128) work.Run<Vector128<T>, Register128<T>>();
        else work.Run<T, Register1<T>>();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public readonly void Run<V, R>() where V : struct where R : struct, IRegister<T, V>
    {
        int height = Height / 2, width = Width / 2, pitch = Width;
        T* y = Y;
        for (int plane = 0; plane < Planes; plane++)
        {
            T* x = X + (nint)plane * Height * pitch;
            int row = 0;
            // A row that is one register: two of them make one register of results.
            if (pitch == R.Count && R.Count > 1)
                for (; row + 2 <= height; row += 2, x += 4 * pitch, y += R.Count)
                    R.Store(Windows<V, R>(Pair<V, R>(x, pitch), Pair<V, R>(x + 2 * pitch, pitch)), y);
            for (; row < height; row++, x += 2 * pitch, y += width)
            {
                if (width < R.Count)
                {
                    V last = Pair<V, R>(x, pitch);
                    R.StorePart(Windows<V, R>(last, last), y, width);
                    continue;
                }
                for (int i = 0; i < width; i += R.Count)
                {
                    // The last ones reach back over their neighbours, with the same numbers.
                    i = Math.Min(i, width - R.Count);
                    R.Store(Windows<V, R>(Pair<V, R>(x + 2 * i, pitch), Pair<V, R>(x + 2 * i + R.Count, pitch)), y + i);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Pair<V, R>(T* x, int pitch) where V : struct where R : struct, IRegister<T, V> =>
        TFold.Join<T, V, R>(R.Load(x), R.Load(x + pitch));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Windows<V, R>(V a, V b) where V : struct where R : struct, IRegister<T, V>
    {
        V all = TFold.Join<T, V, R>(R.Evens(a, b), R.Odds(a, b));
        return TFold.IsMean ? R.Multiply(all, R.Of(0.25)) : all;
    }
}

/// <summary>The widest registers for rows that are halved.</summary>
internal static class PairWidth
{
    /// <summary>512, 256 or 128 bits when half a row fills the register or the row is one; 0 for single numbers.</summary>
    public static int Of<T>(int width) where T : unmanaged
    {
        int bits = Elementwise.WidestBits;
        if (LaneWidth.Has512 && bits >= 512 && Fills(Vector512<T>.Count)) return 512;
        if (LaneWidth.Has256 && bits >= 256 && Fills(Vector256<T>.Count)) return 256;
        return LaneWidth.Has128 && bits >= 128 && Fills(Vector128<T>.Count) ? 128 : 0;

        bool Fills(int count) => width / 2 >= count || width == count;
    }
}
