using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>y = x − max − ln Σ e^(x − max) for some rows.</summary>
internal unsafe struct LogSoftmaxWork<T> : IRegisterWork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Rows whose logarithms are taken together.</summary>
    private const int Together = 64;

    public T* X, Y;
    public int Rows, Length;

    [SkipLocalsInit]
    public readonly void Run<V, R>() where V : struct where R : struct, IRegister<T, V>
    {
        double* sums = stackalloc double[Together];
        T* tops = stackalloc T[Together];
        for (int first = 0; first < Rows; first += Together)
        {
            int count = Math.Min(Together, Rows - first);
            T* x = X + (nint)first * Length, y = Y + (nint)first * Length;
            if (Length <= R.Count) ShortSums<V, R>(x, count, sums);
            else LongSums<V, R>(x, count, tops, sums);
            var logarithms = new LogLoop { X = sums };
            Elementwise.Range<LogLoop, double>(ref logarithms, 0, count);
            if (Length <= R.Count) ShortRows<V, R>(x, count, sums, y);
            else LongRows<V, R>(x, count, tops, sums, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private readonly void ShortSums<V, R>(T* x, int count, double* sums) where V : struct where R : struct, IRegister<T, V>
    {
        for (int i = 0; i < count; i++, x += Length) sums[i] = R.Total(LaneExponential.Falling<T, V, R>(SoftmaxRow<T, V, R>.Shifted(x, Length)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private readonly void ShortRows<V, R>(T* x, int count, double* logarithms, T* y) where V : struct where R : struct, IRegister<T, V>
    {
        for (int i = 0; i < count; i++, x += Length, y += Length)
            SoftmaxRow<T, V, R>.Store(R.Subtract(SoftmaxRow<T, V, R>.Shifted(x, Length), R.Of(logarithms[i])), y, Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining), SkipLocalsInit]
    private readonly void LongSums<V, R>(T* x, int count, T* tops, double* sums) where V : struct where R : struct, IRegister<T, V>
    {
        for (int i = 0; i < count; i++, x += Length)
        {
            tops[i] = SoftmaxRow<T, V, R>.Top(x, Length);
            sums[i] = SoftmaxRow<T, V, R>.Sum(x, Length, R.Repeat(tops[i]));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private readonly void LongRows<V, R>(T* x, int count, T* tops, double* logarithms, T* y) where V : struct where R : struct, IRegister<T, V>
    {
        for (int i = 0; i < count; i++, x += Length, y += Length)
            SoftmaxRow<T, V, R>.Shift(x, Length, R.Repeat(tops[i]), R.Of(logarithms[i]), y);
    }

    private struct LogLoop : IElementLoop
    {
        public double* X;

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public readonly void Run<L>(int from, int to) where L : struct, ILane<L>
        {
            double* x = X;
            for (nint i = from; i < to; i += L.Width) L.Log(L.Load(x + i)).Store(x + i);
        }
    }
}
