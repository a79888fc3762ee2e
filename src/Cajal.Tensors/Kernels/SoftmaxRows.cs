using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Softmax and its logarithm over rows. Chunks are whole rows and sums are taken in a fixed order, so the bits depend neither on
/// the width of the lanes nor on the number of threads.</summary>
internal static unsafe class SoftmaxRows
{
    /// <summary>Elements one thread claims at a time, in whole rows.</summary>
    private const int Chunk = 8 * 1024;

    /// <summary>Powers a logarithm holds at a time, beside the numbers it still needs.</summary>
    private const int PowersAtOnce = 1024;

    /// <summary>y = e^(x − max) / Σ e^(x − max) for each row.</summary>
    public static void Softmax<T>(ReadOnlySpan<T> x, int length, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        Run<T, Shares>(x, length, y);

    /// <summary>y = x − max − ln Σ e^(x − max) for each row.</summary>
    public static void LogSoftmax<T>(ReadOnlySpan<T> x, int length, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        Run<T, Logarithms>(x, length, y);

    private static void Run<T, TForm>(ReadOnlySpan<T> x, int length, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T> where TForm : struct, IForm
    {
        if (x.Length == 0) return;
        int rows = x.Length / length, rowsAtOnce = Math.Max(1, Chunk / length);
        fixed (T* px = x, py = y)
        {
            var body = new Body<T, TForm> { X = px, Y = py, Rows = rows, Length = length, RowsAtOnce = rowsAtOnce };
            Workers.For((rows + rowsAtOnce - 1) / rowsAtOnce, ref body);
        }
    }

    /// <summary>How a chunk of shifted rows, none of its numbers above 0, becomes the result.</summary>
    private interface IForm
    {
        static abstract void Finish<T>(Span<T> y, int length) where T : unmanaged, IFloatingPointIeee754<T>;
    }

    private struct Body<T, TForm> : IChunkBody where T : unmanaged, IFloatingPointIeee754<T> where TForm : struct, IForm
    {
        public T* X, Y;
        public int Rows, Length, RowsAtOnce;

        public readonly void Run(int chunk)
        {
            int first = chunk * RowsAtOnce, count = Math.Min(RowsAtOnce, Rows - first);
            nint start = (nint)first * Length;
            for (nint r = 0; r < count; r++) Shift(new ReadOnlySpan<T>(X + start + r * Length, Length), new Span<T>(Y + start + r * Length, Length));
            TForm.Finish(new Span<T>(Y + start, count * Length), Length);
        }

        private static void Shift(ReadOnlySpan<T> x, Span<T> y)
        {
            T top = x[0];
            foreach (T value in x) top = value > top || T.IsNaN(value) ? value : top;
            for (int i = 0; i < x.Length; i++) y[i] = x[i] - top;
        }
    }

    private struct Shares : IForm
    {
        public static void Finish<T>(Span<T> y, int length) where T : unmanaged, IFloatingPointIeee754<T>
        {
            Exp<T>(y, y);
            for (int start = 0; start < y.Length; start += length)
            {
                var row = y.Slice(start, length);
                var sums = new FourSums();
                sums.Add<T>(row);
                T sum = T.CreateTruncating(sums.Total);
                for (int i = 0; i < row.Length; i++) row[i] /= sum;
            }
        }
    }

    private struct Logarithms : IForm
    {
        public static void Finish<T>(Span<T> y, int length) where T : unmanaged, IFloatingPointIeee754<T>
        {
            Span<T> powers = stackalloc T[PowersAtOnce];
            // Short rows share a pass of powers; a long one takes several.
            int together = Math.Max(1, PowersAtOnce / length) * length;
            for (int start = 0; start < y.Length; start += together)
            {
                var rows = y[start..Math.Min(y.Length, start + together)];
                if (length <= PowersAtOnce) Exp<T>(rows, powers);
                for (int from = 0; from < rows.Length; from += length)
                {
                    var row = rows.Slice(from, length);
                    var sum = new FourSums();
                    if (length <= PowersAtOnce) sum.Add<T>(powers.Slice(from, length));
                    else AddPowers<T>(row, powers, ref sum);
                    T log = T.CreateTruncating(Math.Log(sum.Total));
                    for (int i = 0; i < length; i++) row[i] -= log;
                }
            }
        }

        private static void AddPowers<T>(ReadOnlySpan<T> row, Span<T> powers, ref FourSums sum)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            for (int from = 0; from < row.Length; from += PowersAtOnce)
            {
                var part = row[from..Math.Min(row.Length, from + PowersAtOnce)];
                Exp(part, powers);
                sum.Add<T>(powers[..part.Length]);
            }
        }
    }

    private static void Exp<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged
    {
        fixed (T* px = x, py = y)
        {
            var loop = new ExpLoop<T>(px, py);
            Elementwise.Range<ExpLoop<T>, T>(ref loop, 0, x.Length);
        }
    }

    // Four running sums in Float64, joined in the same order always. A row may come in parts, all but the last of a multiple of four
    // numbers.
    private struct FourSums
    {
        private double a, b, c, d;

        public readonly double Total => a + b + (c + d);

        public void Add<T>(ReadOnlySpan<T> x) where T : unmanaged, INumber<T>
        {
            int i = 0;
            for (; i + 4 <= x.Length; i += 4)
            {
                a += double.CreateTruncating(x[i]);
                b += double.CreateTruncating(x[i + 1]);
                c += double.CreateTruncating(x[i + 2]);
                d += double.CreateTruncating(x[i + 3]);
            }
            for (; i < x.Length; i++) a += double.CreateTruncating(x[i]);
        }
    }

    private readonly struct ExpLoop<T>(T* x, T* y) : IElementLoop where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<L>(int from, int to) where L : struct, ILane<L>
        {
            for (int i = from; i < to; i += L.Width) L.Exp(L.Load(x + i)).Store(y + i);
        }
    }
}
