using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>What a window makes of its numbers.</summary>
internal interface IPoolFold
{
    /// <summary>True when the result is divided by how many numbers counted.</summary>
    static abstract bool IsMean { get; }

    /// <summary>The result of two parts.</summary>
    static abstract V Join<T, V, R>(V a, V b) where T : unmanaged where V : struct where R : struct, IRegister<T, V>;

    /// <summary>The result of a window without a number.</summary>
    static abstract double Empty { get; }
}

/// <summary>The largest; NaN when there is one.</summary>
internal readonly struct LargestFold : IPoolFold
{
    public static bool IsMean => false;

    public static double Empty => double.NegativeInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Join<T, V, R>(V a, V b) where T : unmanaged where V : struct where R : struct, IRegister<T, V> => R.Max(a, b);
}

/// <summary>The mean.</summary>
internal readonly struct MeanFold : IPoolFold
{
    public static bool IsMean => true;

    public static double Empty => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Join<T, V, R>(V a, V b) where T : unmanaged where V : struct where R : struct, IRegister<T, V> => R.Add(a, b);
}
