using System.Numerics;

namespace Cajal;

/// <summary>Pooling of planes and its gradients: spans in, spans out. Each plane is worked on by one thread, in one order.</summary>
internal static unsafe class Pooling<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>y = the largest of each window      [planes, in] → [planes, out]</summary>
    public static void Largest(ReadOnlySpan<T> x, in PoolWindow window, Span<T> y) => Forward<LargestFold>(x, window, false, 0, y);

    /// <summary>y = Σ of each window / numbers counted      [planes, in] → [planes, out]</summary>
    public static void Mean(ReadOnlySpan<T> x, in PoolWindow window, bool countPadding, int divisor, Span<T> y) =>
        Forward<MeanFold>(x, window, countPadding, divisor, y);

    /// <summary>Where the largest of each window lies in its plane.</summary>
    public static void Positions(ReadOnlySpan<T> x, in PoolWindow window, Span<long> y)
    {
        fixed (T* px = x)
        fixed (long* py = y)
        {
            var body = new PositionsBody { X = px, Y = py, Window = window, Planes = PlanesOf(y.Length, window) };
            Workers.For(body.Planes.Chunks, ref body);
        }
    }

    /// <summary>dx = dy at the first of the largest of each window, added up.</summary>
    public static void LargestBackward(ReadOnlySpan<T> x, ReadOnlySpan<T> dy, in PoolWindow window, Span<T> dx)
    {
        fixed (T* px = x, pdy = dy, pdx = dx)
        {
            var body = new BackwardBody { X = px, Dy = pdy, Dx = pdx, Window = window, Planes = PlanesOf(dy.Length, window) };
            Workers.For(body.Planes.Chunks, ref body);
        }
    }

    /// <summary>dx = dy / numbers counted over each window, added up.</summary>
    public static void MeanBackward(ReadOnlySpan<T> dy, in PoolWindow window, bool countPadding, int divisor, Span<T> dx)
    {
        fixed (T* pdy = dy, pdx = dx)
        {
            var body = new BackwardBody
            {
                Dy = pdy,
                Dx = pdx,
                Window = window,
                Planes = PlanesOf(dy.Length, window),
                CountPadding = countPadding,
                Divisor = divisor,
            };
            Workers.For(body.Planes.Chunks, ref body);
        }
    }

    private static void Forward<TFold>(ReadOnlySpan<T> x, in PoolWindow window, bool countPadding, int divisor, Span<T> y)
        where TFold : struct, IPoolFold
    {
        fixed (T* px = x, py = y)
        {
            var body = new ForwardBody<TFold>
            {
                X = px,
                Y = py,
                Window = window,
                Planes = PlanesOf(y.Length, window),
                CountPadding = countPadding,
                Divisor = divisor,
            };
            Workers.For(body.Planes.Chunks, ref body);
        }
    }

    private static PlaneChunks PlanesOf(int results, in PoolWindow window) => new(results / window.OutCount, window.InCount);

    private struct ForwardBody<TFold> : IChunkBody where TFold : struct, IPoolFold
    {
        public T* X, Y;
        public PoolWindow Window;
        public PlaneChunks Planes;
        public bool CountPadding;
        public int Divisor;

        public readonly void Run(int chunk)
        {
            var (first, end) = Planes.Of(chunk);
            T* x = X + (nint)first * Window.InCount, y = Y + (nint)first * Window.OutCount;
            if (Window.IsPairs && Divisor is (0 or 4))
            {
                var pairs = new PoolPairs<T, TFold>
                {
                    X = x,
                    Y = y,
                    Planes = (end - first) * Window.Depth.In,
                    Height = Window.Height.In,
                    Width = Window.Width.In,
                };
                PoolPairs<T, TFold>.Run(ref pairs);
                return;
            }
            var rows = new PoolRows<T, TFold>
            {
                X = x,
                Y = y,
                Planes = end - first,
                Window = Window,
                CountPadding = CountPadding,
                Divisor = Divisor
            };
            LaneWidth.Run<PoolRows<T, TFold>, T>(ref rows);
        }
    }

    private struct PositionsBody : IChunkBody
    {
        public T* X;
        public long* Y;
        public PoolWindow Window;
        public PlaneChunks Planes;

        public readonly void Run(int chunk)
        {
            var (first, end) = Planes.Of(chunk);
            PoolBackward<T>.Positions(X + (nint)first * Window.InCount, end - first, Window, Y + (nint)first * Window.OutCount);
        }
    }

    // The gradient of the largest, or without X that of the mean.
    private struct BackwardBody : IChunkBody
    {
        public T* X, Dy, Dx;
        public PoolWindow Window;
        public PlaneChunks Planes;
        public bool CountPadding;
        public int Divisor;

        public readonly void Run(int chunk)
        {
            var (first, end) = Planes.Of(chunk);
            T* dy = Dy + (nint)first * Window.OutCount, dx = Dx + (nint)first * Window.InCount;
            if (Window.IsPairs && Divisor is (0 or 4))
            {
                var pairs = new PoolPairsBackward<T>
                {
                    X = X == null ? null : X + (nint)first * Window.InCount,
                    Dy = dy,
                    Dx = dx,
                    Planes = (end - first) * Window.Depth.In,
                    Height = Window.Height.In,
                    Width = Window.Width.In,
                };
                PoolPairsBackward<T>.Run(ref pairs);
            }
            else if (X == null) PoolBackward<T>.OfMean(dy, end - first, Window, CountPadding, Divisor, dx);
            else PoolBackward<T>.OfLargest(X + (nint)first * Window.InCount, dy, end - first, Window, dx);
        }
    }
}
