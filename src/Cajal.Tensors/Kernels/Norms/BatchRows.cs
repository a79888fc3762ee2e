using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Batch norm of some channels, one channel at a time: [examples, channels, places] with more than one place. Forward gives
/// y = (x − μ)/√(σ² + ε) · γ + β with μ and σ²; backward, when there is a dy, the gradients of x, γ and β.</summary>
internal unsafe struct BatchRows<T> : IRegisterWork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public T* X, Dy, Gamma, Beta, Y, Mean, Variance, DGamma, DBeta;
    public int Examples, Channels, Places, First, End;
    public double Epsilon;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public readonly void Run<V, R>() where V : struct where R : struct, IRegister<T, V>
    {
        nint pitch = (nint)Channels * Places;
        for (int c = First; c < End; c++)
        {
            nint start = (nint)c * Places;
            if (Dy == null) Forward<V, R>(X + start, Y + start, pitch, c);
            else Backward<V, R>(X + start, Dy + start, Y + start, pitch, c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Forward<V, R>(T* x, T* y, nint pitch, int c) where V : struct where R : struct, IRegister<T, V>
    {
        double count = (double)Examples * Places;
        T mean = T.CreateTruncating(RowTotals<T, PlainTerms<T>, V, R>.Of(new(x), Examples, Places, pitch).First / count);
        T variance = T.CreateTruncating(RowTotals<T, SquareTerms<T>, V, R>.Of(new(x, mean), Examples, Places, pitch).First / count);
        (Mean[c], Variance[c]) = (mean, variance);
        T inverse = BatchStatistics.Inverse(variance, Epsilon), factor = Gamma == null ? inverse : inverse * Gamma[c],
            shift = Beta == null ? T.Zero : Beta[c];
        for (int n = 0; n < Examples; n++) NormChannel.Apply<T, V, R>(x + n * pitch, y + n * pitch, Places, mean, factor, shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Backward<V, R>(T* x, T* dy, T* dx, nint pitch, int c) where V : struct where R : struct, IRegister<T, V>
    {
        var (sum, moment) = RowTotals<T, GradientTerms<T>, V, R>.Of(new(dy, x, Mean[c], null), Examples, Places, pitch);
        T inverse = BatchStatistics.Inverse(Variance[c], Epsilon), factor = Gamma == null ? inverse : inverse * Gamma[c];
        double r = double.CreateTruncating(inverse), f = double.CreateTruncating(factor), count = (double)Examples * Places;
        if (DGamma != null) (DGamma[c], DBeta[c]) = (T.CreateTruncating(moment * r), T.CreateTruncating(sum));
        T shift = T.CreateTruncating(f * sum / count), slope = T.CreateTruncating(f * r * r * moment / count);
        for (int n = 0; n < Examples; n++)
            NormChannel.Backward<T, V, R>(x + n * pitch, dy + n * pitch, dx + n * pitch, Places, Mean[c], factor, shift, slope);
    }
}
