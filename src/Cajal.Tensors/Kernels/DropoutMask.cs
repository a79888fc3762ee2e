namespace Cajal;

/// <summary>Random masks. Number i of a mask depends on key and counter + i alone, so any thread can draw any part.</summary>
internal static unsafe class DropoutMask
{
    /// <summary>Numbers one thread claims at a time.</summary>
    private const int Chunk = 4096;

    /// <summary>maskᵢ = 1/keep with probability keep, else 0; a long one on several threads.</summary>
    public static void Fill<T>(ulong key, ulong counter, double keep, Span<T> mask) where T : unmanaged
    {
        fixed (T* first = mask)
        {
            var body = new Body<T> { Key = key, Counter = counter, Keep = keep, Mask = first, Count = mask.Length };
            Workers.For(body.Chunks, ref body);
        }
    }

    /// <summary>Part of a mask: the numbers at counter, counter + 1, ...</summary>
    public static void Draw<T>(ulong key, ulong counter, double keep, T* mask, int count) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) Draws.Fill(key, counter, new Span<float>(mask, count), new MaskSingleDraw((float)keep, (float)(1 / keep)));
        else Draws.Fill(key, counter, new Span<double>(mask, count), new MaskDoubleDraw(keep, 1 / keep));
    }

    private struct Body<T> : IChunkBody where T : unmanaged
    {
        public ulong Key, Counter;
        public double Keep;
        public T* Mask;
        public int Count;

        // Cut where a batch of draws ends, so that none is drawn twice.
        private readonly int Lead => (int)(Counter % Chunk);

        public readonly int Chunks => (int)(((long)Lead + Count + Chunk - 1) / Chunk);

        public readonly void Run(int chunk)
        {
            int from = (int)Math.Max(0, (long)chunk * Chunk - Lead), to = (int)Math.Min(Count, (chunk + 1L) * Chunk - Lead);
            Draw(Key, Counter + (uint)from, Keep, Mask + from, to - from);
        }
    }
}
