using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>The passes over the numbers of one channel, which share their factor and shift.</summary>
internal static unsafe class NormChannel
{
    /// <summary>y = (x − μ) · factor + shift</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<T, V, R>(T* x, T* y, int count, T mean, T factor, T shift) where T : unmanaged where V : struct where R
        : struct, IRegister<T, V>
    {
        int i = 0;
        V m = R.Repeat(mean), f = R.Repeat(factor), s = R.Repeat(shift);
        for (; i + R.Count <= count; i += R.Count) R.Store(R.MultiplyAdd(R.Subtract(R.Load(x + i), m), f, s), y + i);
        if (i < count) R.StorePart(R.MultiplyAdd(R.Subtract(R.LoadPart(x + i, count - i, m), m), f, s), y + i, count - i);
    }

    /// <summary>dx = dy · factor − shift − (x − μ) · slope</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<T, V, R>(T* x, T* dy, T* dx, int count, T mean, T factor, T shift, T slope)
        where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        int i = 0;
        V m = R.Repeat(mean), f = R.Repeat(factor), s = R.Negate(R.Repeat(shift)), q = R.Negate(R.Repeat(slope));
        for (; i + R.Count <= count; i += R.Count)
            R.Store(R.MultiplyAdd(R.Subtract(R.Load(x + i), m), q, R.MultiplyAdd(R.Load(dy + i), f, s)), dx + i);
        if (i < count)
            R.StorePart(R.MultiplyAdd(R.Subtract(R.LoadPart(x + i, count - i, m), m), q,
                R.MultiplyAdd(R.LoadPart(dy + i, count - i, m), f, s)), dx + i, count - i);
    }
}
