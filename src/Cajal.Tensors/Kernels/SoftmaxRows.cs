using System.Numerics;

namespace Cajal;

/// <summary>Softmax and its logarithm over rows. Chunks are whole rows and sums are taken in a fixed order, so the bits depend neither on
/// the width of registers nor on the number of threads.</summary>
internal static unsafe class SoftmaxRows
{
    /// <summary>Numbers one thread claims at a time, in whole rows.</summary>
    public const int Chunk = 8 * 1024;

    /// <summary>y = e^(x − max) / Σ e^(x − max) for each row.</summary>
    public static void Softmax<T>(ReadOnlySpan<T> x, int length, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Length == 0) return;
        fixed (T* px = x, py = y)
        {
            var body = new Body<T> { X = px, Y = py, Rows = new(x.Length / length, length), Logarithms = false };
            Workers.For(body.Rows.Chunks, ref body);
        }
    }

    /// <summary>y = x − max − ln Σ e^(x − max) for each row.</summary>
    public static void LogSoftmax<T>(ReadOnlySpan<T> x, int length, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Length == 0) return;
        fixed (T* px = x, py = y)
        {
            var body = new Body<T> { X = px, Y = py, Rows = new(x.Length / length, length), Logarithms = true };
            Workers.For(body.Rows.Chunks, ref body);
        }
    }

    private struct Body<T> : IChunkBody where T : unmanaged, IFloatingPointIeee754<T>
    {
        public T* X, Y;
        public RowChunks Rows;
        public bool Logarithms;

        public readonly void Run(int chunk)
        {
            var (first, count) = Rows.Of(chunk);
            nint start = (nint)first * Rows.Length;
            if (Logarithms)
            {
                var work = new LogSoftmaxWork<T> { X = X + start, Y = Y + start, Rows = count, Length = Rows.Length };
                LaneWidth.Run<LogSoftmaxWork<T>, T>(ref work);
            }
            else
            {
                var work = new SoftmaxWork<T> { X = X + start, Y = Y + start, Rows = count, Length = Rows.Length };
                LaneWidth.Run<SoftmaxWork<T>, T>(ref work);
            }
        }
    }
}

/// <summary>Rows cut into chunks of whole rows, by their number and length alone.</summary>
internal readonly struct RowChunks(int rows, int length)
{
    private readonly int rowsAtOnce = Math.Max(1, SoftmaxRows.Chunk / Math.Max(1, length));

    /// <summary>Numbers in a row.</summary>
    public int Length => length;

    /// <summary>How many chunks there are.</summary>
    public int Chunks => (rows + rowsAtOnce - 1) / rowsAtOnce;

    /// <summary>The first row of a chunk and how many there are.</summary>
    public (int First, int Count) Of(int chunk) => (chunk * rowsAtOnce, Math.Min(rowsAtOnce, rows - chunk * rowsAtOnce));
}
