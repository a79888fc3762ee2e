using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>The gradient of the largest of 2 × 2 windows: dx = dy at the first of the largest, 0 elsewhere. Without x that of the mean:
/// dx = dy/4.</summary>
internal unsafe struct PoolPairsBackward<T> : IRegisterWork<T> where T : unmanaged
{
    public T* X, Dy, Dx;

    /// <summary>Planes, and their sizes before pooling.</summary>
    public int Planes, Height, Width;

    /// <summary>Works in the widest registers that a row of results fills.</summary>
    public static void Run(ref PoolPairsBackward<T> work)
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
        T* dy = Dy;
        for (int plane = 0; plane < Planes; plane++)
        {
            T* x = X + (nint)plane * Height * pitch, dx = Dx + (nint)plane * Height * pitch;
            int row = 0;
            if (pitch == R.Count && R.Count > 1)
                for (; row + 2 <= height; row += 2, x += 4 * pitch, dx += 4 * pitch, dy += R.Count)
                    Step<V, R>(x, x + 2 * pitch, pitch, R.Load(dy), dx, dx + 2 * pitch, X == null);
            for (; row < height; row++, x += 2 * pitch, dx += 2 * pitch, dy += width)
            {
                // What is written twice, the second time with the same numbers, is not read between.
                if (width < R.Count) Step<V, R>(x, x, pitch, R.LoadPart(dy, width, R.Of(0)), dx, null, X == null);
                else
                    for (int i = 0; i < width; i += R.Count)
                    {
                        i = Math.Min(i, width - R.Count);
                        Step<V, R>(x + 2 * i, x + 2 * i + R.Count, pitch, R.Load(dy + i), dx + 2 * i, dx + 2 * i + R.Count, X == null);
                    }
                if ((pitch & 1) == 1) dx[pitch - 1] = dx[2 * pitch - 1] = default;
            }
            if ((Height & 1) == 1) new Span<T>(dx, pitch).Clear();
        }
    }

    // Windows in two registers of numbers; without a second place to write, only the first register's.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<V, R>(T* first, T* second, int pitch, V dy, T* dxFirst, T* dxSecond, bool isMean)
        where V : struct where R : struct, IRegister<T, V>
    {
        if (isMean)
        {
            V share = R.Multiply(dy, R.Of(0.25)), low = R.WovenLow(share, share), high = R.WovenHigh(share, share);
            R.Store(low, dxFirst);
            R.Store(low, dxFirst + pitch);
            if (dxSecond == null) return;
            R.Store(high, dxSecond);
            R.Store(high, dxSecond + pitch);
            return;
        }
        V none = R.Of(0), upper = R.Load(first), beside = R.Load(second), lower = R.Load(first + pitch), below = R.Load(second + pitch);
        V a = R.Evens(upper, beside), b = R.Odds(upper, beside), c = R.Evens(lower, below), d = R.Odds(lower, below);
        // From the last to the first: a number that beats all before it takes the gradient, the others share what is left.
        V ab = Choose<V, R>(b, a, b, a), abc = Choose<V, R>(c, ab, c, ab);
        V dd = Choose<V, R>(d, abc, dy, none), rest = Choose<V, R>(d, abc, none, dy);
        V dc = Choose<V, R>(c, ab, rest, none);
        rest = Choose<V, R>(c, ab, none, rest);
        V db = Choose<V, R>(b, a, rest, none), da = Choose<V, R>(b, a, none, rest);
        R.Store(R.WovenLow(da, db), dxFirst);
        R.Store(R.WovenLow(dc, dd), dxFirst + pitch);
        if (dxSecond == null) return;
        R.Store(R.WovenHigh(da, db), dxSecond);
        R.Store(R.WovenHigh(dc, dd), dxSecond + pitch);
    }

    // One where x beats the best before it, other elsewhere. NaN beats every number and is beaten by nothing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Choose<V, R>(V x, V best, V one, V other) where V : struct where R : struct, IRegister<T, V> =>
        R.Select(R.Same(best, best), R.Select(R.LessOrEqual(x, best), other, one), other);
}
