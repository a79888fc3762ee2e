using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>dx = r · (h − mean h) − (x − μ) · r³ · mean(h · (x − μ)) with h = dy · γ over some rows; dγ and dβ are added up over
/// them.</summary>
internal unsafe struct NormRowsBackward<T> : IRegisterWork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public T* X, Dy, Mean, Inverse, Gamma, Dx, DGamma, DBeta;
    public int FirstRow, Rows;
    public NormShape Shape;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public readonly void Run<V, R>() where V : struct where R : struct, IRegister<T, V>
    {
        var shape = Shape;
        int length = shape.Length;
        for (int row = FirstRow; row < FirstRow + Rows; row++)
        {
            int channel = shape.Groups == 1 ? 0 : row % shape.Groups * shape.Channels;
            nint start = (nint)row * length;
            if (shape.Places == 1) Numbers<V, R>(X + start, Dy + start, Dx + start, Mean[row], Inverse[row], channel);
            else Channels<V, R>(X + start, Dy + start, Dx + start, Mean[row], Inverse[row], channel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Numbers<V, R>(T* x, T* dy, T* dx, T mean, T inverse, int channel) where V : struct where R : struct, IRegister<T,
        V>
    {
        int length = Shape.Length, i = 0;
        T* gamma = Gamma == null ? null : Gamma + channel, dGamma = DGamma + channel, dBeta = DBeta + channel;
        var (all, moment) = RowTotals<T, GradientTerms<T>, V, R>.Of(new(dy, x, mean, gamma), 1, length, 0);
        var (shift, slope) = Factors(all, moment, inverse);
        V m = R.Repeat(mean), r = R.Repeat(inverse), s = R.Negate(R.Repeat(shift)), q = R.Negate(R.Repeat(slope)), none = R.Of(0);
        for (; i + R.Count <= length; i += R.Count)
        {
            V up = R.Load(dy + i), d = R.Subtract(R.Load(x + i), m), h = gamma == null ? up : R.Multiply(up, R.Load(gamma + i));
            R.Store(R.MultiplyAdd(d, q, R.MultiplyAdd(h, r, s)), dx + i);
            if (gamma == null) continue;
            R.Store(R.MultiplyAdd(up, R.Multiply(d, r), R.Load(dGamma + i)), dGamma + i);
            R.Store(R.Add(up, R.Load(dBeta + i)), dBeta + i);
        }
        if (i == length) return;
        int rest = length - i;
        V tail = R.LoadPart(dy + i, rest, none), off = R.Subtract(R.LoadPart(x + i, rest, m), m);
        V part = gamma == null ? tail : R.Multiply(tail, R.LoadPart(gamma + i, rest, none));
        R.StorePart(R.MultiplyAdd(off, q, R.MultiplyAdd(part, r, s)), dx + i, rest);
        if (gamma == null) return;
        R.StorePart(R.MultiplyAdd(tail, R.Multiply(off, r), R.LoadPart(dGamma + i, rest, none)), dGamma + i, rest);
        R.StorePart(R.Add(tail, R.LoadPart(dBeta + i, rest, none)), dBeta + i, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Channels<V, R>(T* x, T* dy, T* dx, T mean, T inverse, int channel) where V : struct where R : struct,
        IRegister<T, V>
    {
        int places = Shape.Places;
        double all = 0, moment = 0;
        for (int c = 0; c < Shape.Channels; c++)
        {
            nint start = (nint)c * places;
            var (sum, product) = RowTotals<T, GradientTerms<T>, V, R>.Of(new(dy + start, x + start, mean, null), 1, places, 0);
            double gamma = Gamma == null ? 1 : double.CreateTruncating(Gamma[channel + c]);
            all += sum * gamma;
            moment += product * gamma;
            if (Gamma == null) continue;
            DGamma[channel + c] += T.CreateTruncating(product * double.CreateTruncating(inverse));
            DBeta[channel + c] += T.CreateTruncating(sum);
        }
        var (shift, slope) = Factors(all, moment, inverse);
        for (int c = 0; c < Shape.Channels; c++)
        {
            nint start = (nint)c * places;
            NormChannel.Backward<T, V, R>(x + start, dy + start, dx + start, places, mean,
                Gamma == null ? inverse : inverse * Gamma[channel + c], shift, slope);
        }
    }

    // r · mean h (0 where the mean was left in) and r³ · mean(h · (x − μ)).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly (T Shift, T Slope) Factors(double all, double moment, T inverse)
    {
        double r = double.CreateTruncating(inverse), n = Shape.Length;
        return (Shape.IsCentered ? T.CreateTruncating(all * r / n) : T.Zero, T.CreateTruncating(moment * r * r * r / n));
    }
}
