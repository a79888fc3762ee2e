using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>y = (x − μ)/√(σ² + ε) · γ + β over some rows, with μ and 1/√(σ² + ε) of each.</summary>
internal unsafe struct NormRows<T> : IRegisterWork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public T* X, Gamma, Beta, Y, Mean, Inverse;
    public int FirstRow, Rows;
    public NormShape Shape;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public readonly void Run<V, R>() where V : struct where R : struct, IRegister<T, V>
    {
        var shape = Shape;
        int length = shape.Length;
        bool isShort = length <= R.Count && R.Count > 1 && shape.Places == 1;
        for (int row = FirstRow; row < FirstRow + Rows; row++)
        {
            int channel = shape.Groups == 1 ? 0 : row % shape.Groups * shape.Channels;
            T* x = X + (nint)row * length, y = Y + (nint)row * length, gamma = Gamma == null ? null : Gamma + channel, beta = Beta == null
                ? null : Beta + channel;
            if (isShort) InOneRegister<V, R>(x, y, gamma, beta, row);
            else
            {
                T mean = shape.IsCentered ? T.CreateTruncating(RowTotals<T, PlainTerms<T>, V, R>.Of(new(x), 1, length, 0).First / length)
                    : T.Zero;
                T inverse = InverseOf(RowTotals<T, SquareTerms<T>, V, R>.Of(new(x, mean), 1, length, 0).First, x, row);
                (Mean[row], Inverse[row]) = (mean, inverse);
                if (shape.Places == 1) Numbers<V, R>(x, y, gamma, beta, mean, inverse);
                else for (int c = 0; c < shape.Channels; c++) Channel<V, R>(x, y, gamma, beta, mean, inverse, c);
            }
        }
    }

    // 1/√(σ² + ε), with σ² = total/length.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly T InverseOf(double total, T* x, int row)
    {
        if (Shape.Epsilon == 0) RequireSpread(x, row);
        return T.CreateTruncating(1 / Math.Sqrt(total / Shape.Length + Shape.Epsilon));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void InOneRegister<V, R>(T* x, T* y, T* gamma, T* beta, int row) where V : struct where R : struct, IRegister<T, V>
    {
        int length = Shape.Length;
        V none = R.Of(0), values = Part<V, R>(x, length, none);
        T mean = Shape.IsCentered ? T.CreateTruncating(R.Total(values) / length) : T.Zero;
        V d = R.Subtract(Part<V, R>(x, length, R.Repeat(mean)), R.Repeat(mean));
        T inverse = InverseOf(R.Total(R.Multiply(d, d)), x, row);
        (Mean[row], Inverse[row]) = (mean, inverse);
        d = R.Multiply(d, R.Repeat(inverse));
        if (gamma != null) d = R.MultiplyAdd(d, Part<V, R>(gamma, length, none), beta == null ? none : Part<V, R>(beta, length, none));
        if (length == R.Count) R.Store(d, y);
        else R.StorePart(d, y, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Part<V, R>(T* x, int length, V rest) where V : struct where R : struct, IRegister<T, V> =>
        length == R.Count ? R.Load(x) : R.LoadPart(x, length, rest);

    // A factor and a shift for each number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Numbers<V, R>(T* x, T* y, T* gamma, T* beta, T mean, T inverse) where V : struct where R : struct, IRegister<T, V>
    {
        int length = Shape.Length, i = 0;
        V m = R.Repeat(mean), r = R.Repeat(inverse), none = R.Of(0);
        if (gamma == null) for (; i + R.Count <= length; i += R.Count) R.Store(R.Multiply(R.Subtract(R.Load(x + i), m), r), y + i);
        else if (beta == null)
            for (; i + R.Count <= length; i += R.Count)
                R.Store(R.MultiplyAdd(R.Multiply(R.Subtract(R.Load(x + i), m), r), R.Load(gamma + i), none), y + i);
        else
            for (; i + R.Count <= length; i += R.Count)
                R.Store(R.MultiplyAdd(R.Multiply(R.Subtract(R.Load(x + i), m), r), R.Load(gamma + i), R.Load(beta + i)), y + i);
        if (i == length) return;
        int rest = length - i;
        V last = R.Multiply(R.Subtract(R.LoadPart(x + i, rest, m), m), r);
        if (gamma != null) last = R.MultiplyAdd(last, R.LoadPart(gamma + i, rest, none), beta == null ? none
            : R.LoadPart(beta + i, rest, none));
        R.StorePart(last, y + i, rest);
    }

    // One factor and one shift for a channel.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Channel<V, R>(T* x, T* y, T* gamma, T* beta, T mean, T inverse, int channel) where V : struct where R : struct,
        IRegister<T, V>
    {
        int places = Shape.Places;
        NormChannel.Apply<T, V, R>(x + (nint)channel * places, y + (nint)channel * places, places, mean,
            gamma == null ? inverse : inverse * gamma[channel], beta == null ? T.Zero : beta[channel]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void RequireSpread(T* x, int row)
    {
        T same = Shape.IsCentered ? x[0] : T.Zero;
        if (!new ReadOnlySpan<T>(x, Shape.Length).ContainsAnyExcept(same)) throw Shape.NoSpread(row, double.CreateTruncating(same));
    }
}
