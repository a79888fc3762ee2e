using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>y = e^(x − max) / Σ e^(x − max) for some rows.</summary>
internal unsafe struct SoftmaxWork<T> : IRegisterWork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public T* X, Y;
    public int Rows, Length;

    public readonly void Run<V, R>() where V : struct where R : struct, IRegister<T, V>
    {
        if (Length <= R.Count) Short<V, R>();
        else Long<V, R>();
    }

    // Rows that one register holds.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private readonly void Short<V, R>() where V : struct where R : struct, IRegister<T, V>
    {
        T* x = X, y = Y;
        for (int row = Rows; row > 0; row--, x += Length, y += Length)
        {
            V power = LaneExponential.Falling<T, V, R>(SoftmaxRow<T, V, R>.Shifted(x, Length));
            SoftmaxRow<T, V, R>.Store(R.Multiply(power, R.Of(1 / R.Total(power))), y, Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining), SkipLocalsInit]
    private readonly void Long<V, R>() where V : struct where R : struct, IRegister<T, V>
    {
        T* x = X, y = Y;
        for (int row = Rows; row > 0; row--, x += Length, y += Length)
        {
            double sum = SoftmaxRow<T, V, R>.Powers(x, Length, R.Repeat(SoftmaxRow<T, V, R>.Top(x, Length)), y);
            SoftmaxRow<T, V, R>.Scale(y, Length, R.Of(1 / sum));
        }
    }
}
