namespace Cajal;

/// <summary>Random numbers by address into long rows: number i depends on key and counter + i alone, so any thread draws any
/// part.</summary>
internal static unsafe class RandomFill
{
    /// <summary>Numbers one thread claims at a time.</summary>
    private const int Chunk = 4096;

    /// <summary>Fills with the numbers at counter, counter + 1, …; a long row on several threads.</summary>
    public static void Fill<T, TDraw>(ulong key, ulong counter, Span<T> target, TDraw draw)
        where T : unmanaged where TDraw : struct, IDraw<T>
    {
        fixed (T* first = target)
        {
            var body = new Body<T, TDraw> { Key = key, Counter = counter, Draw = draw, Target = first, Count = target.Length };
            Workers.For(body.Chunks, ref body);
        }
    }

    private struct Body<T, TDraw> : IChunkBody where T : unmanaged where TDraw : struct, IDraw<T>
    {
        public ulong Key, Counter;
        public TDraw Draw;
        public T* Target;
        public int Count;

        // Cut where a batch of draws ends, so that none is drawn twice.
        private readonly int Lead => (int)(Counter % Chunk);

        public readonly int Chunks => (int)(((long)Lead + Count + Chunk - 1) / Chunk);

        public readonly void Run(int chunk)
        {
            int from = (int)Math.Max(0, (long)chunk * Chunk - Lead), to = (int)Math.Min(Count, (chunk + 1L) * Chunk - Lead);
            Draws.Fill(Key, Counter + (uint)from, new Span<T>(Target + from, to - from), Draw);
        }
    }
}
