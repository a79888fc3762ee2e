using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>What pooling of any window needs besides its value: where the largest lies, and the gradients.</summary>
internal static unsafe class PoolBackward<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The position in its plane of the first of the largest numbers of a window; NaN is larger than all, −1 stands for no
    /// number at all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Largest(T* x, in PoolWindow window, (int First, int End) d, (int First, int End) h, (int First, int End) w)
    {
        int best = -1;
        T most = T.NegativeInfinity;
        for (int a = d.First; a < d.End; a += window.Depth.Dilation)
            for (int b = h.First; b < h.End; b += window.Height.Dilation)
            {
                int start = (a * window.Height.In + b) * window.Width.In;
                for (int c = w.First; c < w.End; c += window.Width.Dilation)
                {
                    T value = x[start + c];
                    if (best >= 0 && (value <= most || T.IsNaN(most))) continue;
                    (best, most) = (start + c, value);
                }
            }
        return best;
    }

    /// <summary>The positions of the largest, for some planes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Positions(T* x, int planes, PoolWindow window, long* y)
    {
        for (int plane = 0; plane < planes; plane++, x += window.InCount)
            for (int d = 0; d < window.Depth.Out; d++)
                for (int h = 0; h < window.Height.Out; h++)
                    for (int w = 0; w < window.Width.Out; w++) *y++ = Largest(x, window, window.Depth.Of(d), window.Height.Of(h),
                        window.Width.Of(w));
    }

    /// <summary>dx += dy at the first of the largest, for some planes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfLargest(T* x, T* dy, int planes, PoolWindow window, T* dx)
    {
        for (int plane = 0; plane < planes; plane++, x += window.InCount, dx += window.InCount)
        {
            new Span<T>(dx, window.InCount).Clear();
            for (int d = 0; d < window.Depth.Out; d++)
                for (int h = 0; h < window.Height.Out; h++)
                {
                    var (inDepth, inHeight) = (window.Depth.Of(d), window.Height.Of(h));
                    for (int w = 0; w < window.Width.Out; w++) dx[Largest(x, window, inDepth, inHeight, window.Width.Of(w))] += *dy++;
                }
        }
    }

    /// <summary>dx += dy / number of counted places over each window, for some planes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfMean(T* dy, int planes, PoolWindow window, bool countPadding, int divisor, T* dx)
    {
        for (int plane = 0; plane < planes; plane++, dx += window.InCount)
        {
            new Span<T>(dx, window.InCount).Clear();
            for (int d = 0; d < window.Depth.Out; d++)
                for (int h = 0; h < window.Height.Out; h++)
                {
                    var (inDepth, inHeight) = (window.Depth.Of(d), window.Height.Of(h));
                    int counted = window.Depth.Counted(d, countPadding) * window.Height.Counted(h, countPadding);
                    for (int w = 0; w < window.Width.Out; w++)
                    {
                        T share = *dy++ / T.CreateTruncating(divisor > 0 ? divisor : counted * window.Width.Counted(w, countPadding));
                        Spread(dx, window, inDepth, inHeight, window.Width.Of(w), share);
                    }
                }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread(T* dx, in PoolWindow window, (int First, int End) d, (int First, int End) h, (int First, int End) w, T share)
    {
        for (int a = d.First; a < d.End; a += window.Depth.Dilation)
            for (int b = h.First; b < h.End; b += window.Height.Dilation)
            {
                T* row = dx + (a * window.Height.In + b) * window.Width.In;
                for (int c = w.First; c < w.End; c += window.Width.Dilation) row[c] += share;
            }
    }
}
