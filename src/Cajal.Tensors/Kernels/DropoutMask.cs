using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Random masks, and rows multiplied by them in the same pass. Number i of a mask depends on key and counter + i alone, so any thread can draw any
/// part.</summary>
internal static unsafe class DropoutMask
{
    /// <summary>Numbers one thread claims at a time.</summary>
    private const int Chunk = 4096;

    /// <summary>maskᵢ = 1/keep with probability keep, else 0.</summary>
    public static void Fill<T>(ulong key, ulong counter, double keep, Span<T> mask) where T : unmanaged
    {
        fixed (T* pm = mask)
        {
            var body = new Body<T> { Key = key, Counter = counter, Keep = keep, Mask = pm, Count = mask.Length };
            Workers.For(body.Chunks, ref body);
        }
    }

    /// <summary>The same mask, and yᵢ = xᵢ · maskᵢ.</summary>
    public static void Apply<T>(ulong key, ulong counter, double keep, ReadOnlySpan<T> x, Span<T> mask, Span<T> y) where T : unmanaged
    {
        fixed (T* px = x, pm = mask, py = y)
        {
            var body = new Body<T> { Key = key, Counter = counter, Keep = keep, X = px, Mask = pm, Y = py, Count = mask.Length };
            Workers.For(body.Chunks, ref body);
        }
    }

    private struct Body<T> : IChunkBody where T : unmanaged
    {
        public ulong Key, Counter;
        public double Keep;
        public T* X, Mask, Y;
        public int Count;

        // Cut where a batch of draws ends, so that none is drawn twice.
        private readonly int Lead => (int)(Counter % Chunk);

        public readonly int Chunks => (int)(((long)Lead + Count + Chunk - 1) / Chunk);

        public readonly void Run(int chunk)
        {
            int from = Math.Max(0, chunk * Chunk - Lead), to = (int)Math.Min(Count, (long)(chunk + 1) * Chunk - Lead);
            if (typeof(T) == typeof(float))
                Draws.Fill(Key, Counter + (uint)from, new Span<float>((float*)Mask + from, to - from), new MaskSingleDraw((float)Keep, (float)(1 / Keep)));
            else
                Draws.Fill(Key, Counter + (uint)from, new Span<double>((double*)Mask + from, to - from), new MaskDoubleDraw(Keep, 1 / Keep));
            if (X == null) return;
            var product = new Product<T> { X = X, Mask = Mask, Y = Y };
            Elementwise.Range<Product<T>, T>(ref product, from, to);
        }
    }

    private struct Product<T> : IElementLoop where T : unmanaged
    {
        public T* X, Mask, Y;

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public readonly void Run<L>(int from, int to) where L : struct, ILane<L>
        {
            T* x = X, mask = Mask, y = Y;
            for (nint i = from; i < to; i += L.Width) (L.Load(x + i) * L.Load(mask + i)).Store(y + i);
        }
    }
}
