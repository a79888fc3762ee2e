using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>What is summed over the numbers of rows: one term for each, or two of which the second is made of the first.</summary>
internal interface ITerms<T> where T : unmanaged
{
    /// <summary>True when there is a second term.</summary>
    static abstract bool AreTwo { get; }

    /// <summary>The first terms at i, i + 1, …</summary>
    V First<V, R>(nint i) where V : struct where R : struct, IRegister<T, V>;

    /// <summary>The first <paramref name="count"/> of them, and zeros.</summary>
    V FirstPart<V, R>(nint i, int count) where V : struct where R : struct, IRegister<T, V>;

    /// <summary>The second terms.</summary>
    V Second<V, R>(nint i, V first) where V : struct where R : struct, IRegister<T, V>;

    /// <summary>The first <paramref name="count"/> of them, and zeros.</summary>
    V SecondPart<V, R>(nint i, int count, V first) where V : struct where R : struct, IRegister<T, V>;
}

/// <summary>x</summary>
internal readonly unsafe struct PlainTerms<T>(T* x) : ITerms<T> where T : unmanaged
{
    public static bool AreTwo => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V First<V, R>(nint i) where V : struct where R : struct, IRegister<T, V> => R.Load(x + i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V FirstPart<V, R>(nint i, int count) where V : struct where R : struct, IRegister<T, V> => R.LoadPart(x + i, count, R.Of(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Second<V, R>(nint i, V first) where V : struct where R : struct, IRegister<T, V> => first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V SecondPart<V, R>(nint i, int count, V first) where V : struct where R : struct, IRegister<T, V> => first;
}

/// <summary>(x − μ)²</summary>
internal readonly unsafe struct SquareTerms<T>(T* x, T mean) : ITerms<T> where T : unmanaged
{
    public static bool AreTwo => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V First<V, R>(nint i) where V : struct where R : struct, IRegister<T, V> => Square<V, R>(R.Load(x + i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V FirstPart<V, R>(nint i, int count) where V : struct where R : struct, IRegister<T, V> =>
        Square<V, R>(R.LoadPart(x + i, count, R.Repeat(mean)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Second<V, R>(nint i, V first) where V : struct where R : struct, IRegister<T, V> => first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V SecondPart<V, R>(nint i, int count, V first) where V : struct where R : struct, IRegister<T, V> => first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Square<V, R>(V value) where V : struct where R : struct, IRegister<T, V>
    {
        V d = R.Subtract(value, R.Repeat(mean));
        return R.Multiply(d, d);
    }
}

/// <summary>h = dy · γ, or dy without γ; and h · (x − μ)</summary>
internal readonly unsafe struct GradientTerms<T>(T* dy, T* x, T mean, T* gamma) : ITerms<T> where T : unmanaged
{
    public static bool AreTwo => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V First<V, R>(nint i) where V : struct where R : struct, IRegister<T, V> =>
        gamma == null ? R.Load(dy + i) : R.Multiply(R.Load(dy + i), R.Load(gamma + i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V FirstPart<V, R>(nint i, int count) where V : struct where R : struct, IRegister<T, V>
    {
        V none = R.Of(0), h = R.LoadPart(dy + i, count, none);
        return gamma == null ? h : R.Multiply(h, R.LoadPart(gamma + i, count, none));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Second<V, R>(nint i, V first) where V : struct where R : struct, IRegister<T, V> =>
        R.Multiply(first, R.Subtract(R.Load(x + i), R.Repeat(mean)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V SecondPart<V, R>(nint i, int count, V first) where V : struct where R : struct, IRegister<T, V> =>
        R.Multiply(first, R.Subtract(R.LoadPart(x + i, count, R.Repeat(mean)), R.Repeat(mean)));
}
