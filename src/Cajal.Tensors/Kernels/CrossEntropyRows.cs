using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Softmax with cross-entropy of class labels over rows, one pass each way; bit for bit what single operations give (logarithm of softmax, pick,
/// negate; place, negate, power, sum, product, difference).</summary>
internal static unsafe class CrossEntropyRows
{
    /// <summary>logs = ln softmax(x), lossesᵢ = −logsᵢ at the label; −0 where the label is ignored      [n, c] → [n, c], [n]</summary>
    public static void Forward<T>(ReadOnlySpan<T> x, int classes, RowLabels labels, Span<T> logs, Span<T> losses) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (losses.Length == 0) return;
        fixed (T* px = x, pLogs = logs, pLosses = losses)
        {
            var body = new ForwardBody<T> { X = px, Logs = pLogs, Losses = pLosses, Labels = labels, Rows = new(losses.Length, classes) };
            Workers.For(body.Rows.Chunks, ref body);
        }
    }

    /// <summary>dxᵢ = dlᵢ · (softmaxᵢ − onehot of the label), from logs = ln softmax; −0 where the label is ignored      [n, c], [n] → [n, c]</summary>
    public static void Backward<T>(ReadOnlySpan<T> logs, int classes, RowLabels labels, ReadOnlySpan<T> dLosses, Span<T> dx)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (dLosses.Length == 0) return;
        fixed (T* pLogs = logs, pLosses = dLosses, pdx = dx)
        {
            var body = new BackwardBody<T> { Logs = pLogs, DLosses = pLosses, Dx = pdx, Labels = labels, Rows = new(dLosses.Length, classes) };
            Workers.For(body.Rows.Chunks, ref body);
        }
    }

    private struct ForwardBody<T> : IChunkBody where T : unmanaged, IFloatingPointIeee754<T>
    {
        public T* X, Logs, Losses;
        public RowLabels Labels;
        public RowChunks Rows;

        public readonly void Run(int chunk)
        {
            var (first, count) = Rows.Of(chunk);
            nint start = (nint)first * Rows.Length;
            var work = new LogSoftmaxWork<T> { X = X + start, Y = Logs + start, Rows = count, Length = Rows.Length };
            LaneWidth.Run<LogSoftmaxWork<T>, T>(ref work);
            for (int row = first; row < first + count; row++)
                Losses[row] = -(Labels[row] is >= 0 and int label ? Logs[(nint)row * Rows.Length + label] : T.Zero);
        }
    }

    private struct BackwardBody<T> : IChunkBody where T : unmanaged, IFloatingPointIeee754<T>
    {
        public T* Logs, DLosses, Dx;
        public RowLabels Labels;
        public RowChunks Rows;

        public readonly void Run(int chunk)
        {
            var work = new BackwardWork<T> { Body = this, Rows = Rows.Of(chunk) };
            LaneWidth.Run<BackwardWork<T>, T>(ref work);
        }
    }

    private struct BackwardWork<T> : IRegisterWork<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public BackwardBody<T> Body;
        public (int First, int Count) Rows;

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public readonly void Run<V, R>() where V : struct where R : struct, IRegister<T, V>
        {
            int length = Body.Rows.Length;
            T* logs = Body.Logs + (nint)Rows.First * length, dx = Body.Dx + (nint)Rows.First * length;
            V none = R.Of(-0.0);
            for (int row = Rows.First; row < Rows.First + Rows.Count; row++, logs += length, dx += length)
            {
                int label = Body.Labels[row], i = 0;
                T share = Body.DLosses[row];
                // Gradients of the logarithms are −dl at the label and −0 elsewhere; their sum is taken from 0 on, which matters for dl = 0 only.
                V sum = R.Repeat(label < 0 ? T.Zero : T.Zero - share);
                for (; i + R.Count <= length; i += R.Count)
                    R.Store(R.Subtract(none, R.Multiply(LaneExponential.Falling<T, V, R>(R.Load(logs + i)), sum)), dx + i);
                if (i < length)
                {
                    V power = LaneExponential.Falling<T, V, R>(R.LoadPart(logs + i, length - i, none));
                    R.StorePart(R.Subtract(none, R.Multiply(power, sum)), dx + i, length - i);
                }
                if (label >= 0) dx[label] = -share + dx[label];
            }
        }
    }
}

/// <summary>Class labels of rows, in range: Int32, or Int64 when those are null.</summary>
internal readonly unsafe struct RowLabels(int* narrow, long* wide, long? ignored = null)
{
    private readonly int* narrow = narrow;
    private readonly long* wide = wide;

    /// <summary>The label; −1 when it is ignored.</summary>
    public int this[int row]
    {
        get
        {
            long label = narrow != null ? narrow[row] : wide[row];
            return label == ignored ? -1 : (int)label;
        }
    }
}
