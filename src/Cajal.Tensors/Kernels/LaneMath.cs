using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Cajal;

/// <summary>What formulas share: exact rests of products, and a way out for functions without a formula.</summary>
internal static class LaneMath
{
    /// <summary>a·b − p, exactly, where p is a·b rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ProductRest<T, V, R>(V a, V b, V p) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        if (Fma.IsSupported || AdvSimd.IsSupported) return R.MultiplyAdd(a, b, R.Negate(p));
        // Both factors in halves of so few bits that their products are exact (Dekker 1971).
        V ah = Upper<T, V, R>(a), al = R.Subtract(a, ah), bh = Upper<T, V, R>(b), bl = R.Subtract(b, bh);
        V rest = R.Add(R.Subtract(R.Multiply(ah, bh), p), R.Multiply(ah, bl));
        return R.Add(R.Add(rest, R.Multiply(al, bh)), R.Multiply(al, bl));
    }

    /// <summary>The upper half of the digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Upper<T, V, R>(V a) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        V t = R.Multiply(a, R.Of(4097f, 134217729));
        return R.Subtract(t, R.Subtract(t, a));
    }

    /// <summary>A function of two numbers, number by number in Float64.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static unsafe V Each<T, V, R>(V x, V y, Func<double, double, double> function) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        byte* a = stackalloc byte[64], b = stackalloc byte[64];
        R.Store(x, a);
        R.Store(y, b);
        for (int i = 0; i < R.Count; i++)
        {
            if (typeof(T) == typeof(double)) ((double*)a)[i] = function(((double*)a)[i], ((double*)b)[i]);
            else ((float*)a)[i] = (float)function(((float*)a)[i], ((float*)b)[i]);
        }
        return R.Load(a);
    }

    /// <summary>The same for lanes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static unsafe L Each<L>(L x, L y, Func<double, double, double> function) where L : struct, ILane<L>
    {
        byte* a = stackalloc byte[64], b = stackalloc byte[64];
        x.Store(a);
        y.Store(b);
        for (int i = 0; i < L.Width; i++)
        {
            if (L.IsDouble) ((double*)a)[i] = function(((double*)a)[i], ((double*)b)[i]);
            else ((float*)a)[i] = (float)function(((float*)a)[i], ((float*)b)[i]);
        }
        return L.Load(a);
    }
}
