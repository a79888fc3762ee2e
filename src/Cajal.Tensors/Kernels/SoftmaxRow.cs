using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>The passes over one row of which softmax is made.</summary>
/// <remarks>Number i of a row is added to sum i mod 16, in Float64; the 16 sums are joined by halves. A NaN anywhere makes the sum NaN, and so the
/// whole row, whichever number counts as the largest.</remarks>
internal static unsafe class SoftmaxRow<T, V, R> where T : unmanaged where V : struct where R : struct, IRegister<T, V>
{
    /// <summary>max x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Top(T* x, int length)
    {
        V least = R.Of(double.NegativeInfinity), a = least, b = least, c = least, d = least;
        int i = 0;
        // Four at a time, because each waits for the last.
        for (; i + 4 * R.Count <= length; i += 4 * R.Count)
        {
            a = R.AtLeast(R.Load(x + i), a);
            b = R.AtLeast(R.Load(x + i + R.Count), b);
            c = R.AtLeast(R.Load(x + i + 2 * R.Count), c);
            d = R.AtLeast(R.Load(x + i + 3 * R.Count), d);
        }
        for (; i + R.Count <= length; i += R.Count) a = R.AtLeast(R.Load(x + i), a);
        if (i < length) b = R.AtLeast(R.LoadPart(x + i, length - i, least), b);
        return R.Top(R.AtLeast(R.AtLeast(a, b), R.AtLeast(c, d)));
    }

    /// <summary>Σ e^(x − top)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(T* x, int length, V top)
    {
        Unsafe.SkipInit(out Sixteen sums);
        double* s = (double*)&sums;
        Clear(s);
        int i = 0;
        for (; i + R.Count <= length; i += R.Count) R.AddTo(Power(R.Load(x + i), top), s + (i & 15));
        if (i < length) R.AddTo(Power(R.LoadPart(x + i, length - i, R.Of(double.NegativeInfinity)), top), s + (i & 15));
        return sums.Total;
    }

    /// <summary>The same, with each power kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Powers(T* x, int length, V top, T* y)
    {
        Unsafe.SkipInit(out Sixteen sums);
        double* s = (double*)&sums;
        Clear(s);
        int i = 0;
        for (; i + R.Count <= length; i += R.Count)
        {
            V power = Power(R.Load(x + i), top);
            R.Store(power, y + i);
            R.AddTo(power, s + (i & 15));
        }
        if (i < length)
        {
            V power = Power(R.LoadPart(x + i, length - i, R.Of(double.NegativeInfinity)), top);
            R.StorePart(power, y + i, length - i);
            R.AddTo(power, s + (i & 15));
        }
        return sums.Total;
    }

    /// <summary>x − max x of a row that one register holds; −∞ behind its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Shifted(T* x, int length)
    {
        V row = length == R.Count ? R.Load(x) : R.LoadPart(x, length, R.Of(double.NegativeInfinity));
        return R.Subtract(row, R.Repeat(R.Top(row)));
    }

    /// <summary>Writes a row that one register holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(V row, T* y, int length)
    {
        if (length == R.Count) R.Store(row, y);
        else R.StorePart(row, y, length);
    }

    /// <summary>y ← y · factor</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scale(T* y, int length, V factor)
    {
        int i = 0;
        for (; i + R.Count <= length; i += R.Count) R.Store(R.Multiply(R.Load(y + i), factor), y + i);
        if (i < length) R.StorePart(R.Multiply(R.LoadPart(y + i, length - i, factor), factor), y + i, length - i);
    }

    /// <summary>y = (x − top) − log</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Shift(T* x, int length, V top, V log, T* y)
    {
        int i = 0;
        for (; i + R.Count <= length; i += R.Count) R.Store(R.Subtract(R.Subtract(R.Load(x + i), top), log), y + i);
        if (i < length) R.StorePart(R.Subtract(R.Subtract(R.LoadPart(x + i, length - i, top), top), log), y + i, length - i);
    }

    // In whole registers, because a read that spans two writes waits for both.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Clear(double* sums)
    {
        Vector512<double>.Zero.Store(sums);
        Vector512<double>.Zero.Store(sums + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Power(V x, V top) => LaneExponential.Falling<T, V, R>(R.Subtract(x, top));

    /// <summary>Sixteen running sums.</summary>
    [InlineArray(16)]
    private struct Sixteen
    {
        private double first;

        public double Total
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                fixed (double* s = &first)
                {
                    Vector128<double> a = Vector128.Load(s) + Vector128.Load(s + 8), b = Vector128.Load(s + 2) + Vector128.Load(s + 10);
                    Vector128<double> c = Vector128.Load(s + 4) + Vector128.Load(s + 12), d = Vector128.Load(s + 6) + Vector128.Load(s + 14);
                    a = a + c + (b + d);
                    return a.ToScalar() + a.GetElement(1);
                }
            }
        }
    }
}
