using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Batch norm of some channels, a register full of channels at a time: [examples, channels], one number each. What it gives is
/// said at
/// <see cref="BatchRows{T}"/>. Sums are taken over 128 examples in their order, then over these pieces.</summary>
internal unsafe struct BatchColumns<T> : IRegisterWork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Piece = 128;

    public T* X, Dy, Gamma, Beta, Y, Mean, Variance, DGamma, DBeta;
    public int Examples, Channels, First, End;
    public double Epsilon;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public readonly void Run<V, R>() where V : struct where R : struct, IRegister<T, V>
    {
        for (int c = First; c < End; c += R.Count)
        {
            int count = Math.Min(R.Count, End - c);
            if (Dy == null) Forward<V, R>(c, count);
            else Backward<V, R>(c, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Forward<V, R>(int c, int count) where V : struct where R : struct, IRegister<T, V>
    {
        V none = R.Of(0), n = R.Of(Examples), mean = none, variance = none;
        for (int from = 0; from < Examples; from += Piece)
        {
            V sum = none;
            for (int i = from; i < Math.Min(Examples, from + Piece); i++) sum = R.Add(sum, Load<V, R>(At(X, i, c), count));
            mean = R.Add(mean, sum);
        }
        mean = R.Divide(mean, n);
        for (int from = 0; from < Examples; from += Piece)
        {
            V sum = none;
            for (int i = from; i < Math.Min(Examples, from + Piece); i++)
            {
                V d = R.Subtract(Load<V, R>(At(X, i, c), count), mean);
                sum = R.MultiplyAdd(d, d, sum);
            }
            variance = R.Add(variance, sum);
        }
        variance = R.Divide(variance, n);
        Store<V, R>(mean, Mean + c, count);
        Store<V, R>(variance, Variance + c, count);
        V factor = R.Divide(R.Of(1), R.Sqrt(R.Add(variance, R.Of(Epsilon)))), shift = Beta == null ? none : Load<V, R>(Beta + c, count);
        if (Gamma != null) factor = R.Multiply(factor, Load<V, R>(Gamma + c, count));
        for (int i = 0; i < Examples; i++)
            Store<V, R>(R.MultiplyAdd(R.Subtract(Load<V, R>(At(X, i, c), count), mean), factor, shift), At(Y, i, c), count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Backward<V, R>(int c, int count) where V : struct where R : struct, IRegister<T, V>
    {
        V none = R.Of(0), n = R.Of(Examples), mean = Load<V, R>(Mean + c, count), all = none, moment = none;
        for (int from = 0; from < Examples; from += Piece)
        {
            V sum = none, product = none;
            for (int i = from; i < Math.Min(Examples, from + Piece); i++)
            {
                V up = Load<V, R>(At(Dy, i, c), count);
                sum = R.Add(sum, up);
                product = R.MultiplyAdd(up, R.Subtract(Load<V, R>(At(X, i, c), count), mean), product);
            }
            (all, moment) = (R.Add(all, sum), R.Add(moment, product));
        }
        V inverse = R.Divide(R.Of(1), R.Sqrt(R.Add(Load<V, R>(Variance + c, count), R.Of(Epsilon))));
        V factor = Gamma == null ? inverse : R.Multiply(inverse, Load<V, R>(Gamma + c, count));
        if (DGamma != null)
        {
            Store<V, R>(R.Multiply(moment, inverse), DGamma + c, count);
            Store<V, R>(all, DBeta + c, count);
        }
        V shift = R.Negate(R.Divide(R.Multiply(factor, all), n));
        V slope = R.Negate(R.Divide(R.Multiply(factor, R.Multiply(R.Multiply(inverse, inverse), moment)), n));
        for (int i = 0; i < Examples; i++)
        {
            V d = R.Subtract(Load<V, R>(At(X, i, c), count), mean);
            Store<V, R>(R.MultiplyAdd(d, slope, R.MultiplyAdd(Load<V, R>(At(Dy, i, c), count), factor, shift)), At(Y, i, c), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly T* At(T* first, int example, int channel) => first + (nint)example * Channels + channel;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Load<V, R>(T* source, int count) where V : struct where R : struct, IRegister<T, V> =>
        count == R.Count ? R.Load(source) : R.LoadPart(source, count, R.Of(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V, R>(V value, T* target, int count) where V : struct where R : struct, IRegister<T, V>
    {
        if (count == R.Count) R.Store(value, target);
        else R.StorePart(value, target, count);
    }
}
