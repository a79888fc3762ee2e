using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal.Benchmarks.Ceilings;

/// <summary>Independent multiply-adds and nothing else: what a core can do at most, in float32.</summary>
internal static class PeakFma
{
    private const int Chains = 16, Steps = 4096;

    /// <summary>Bits of the widest register this processor multiplies and adds in.</summary>
    public static int Bits => Avx512F.IsSupported ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>FLOP in one run.</summary>
    public static double Work => 2.0 * Chains * Steps * Bits / 32;

    // What nobody reads would not be computed.
    private static volatile float sink;

    /// <summary>Does so many runs.</summary>
    public static void Run(int runs) => sink = Bits switch { 512 => Run512(runs), 256 => Run256(runs), _ => Run128(runs) };

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run512(int runs)
    {
        Vector512<float> m = Vector512.Create(0.999f), s = Vector512.Create(0.001f);
        Vector512<float> a = s, b = s, c = s, d = s, e = s, f = s, g = s, h = s, i = s, j = s, k = s, l = s, n = s, o = s, p = s, q = s;
        for (long step = (long)runs * Steps; step > 0; step--)
        {
            a = Vector512.FusedMultiplyAdd(a, m, s); b = Vector512.FusedMultiplyAdd(b, m, s); c = Vector512.FusedMultiplyAdd(c, m, s);
            d = Vector512.FusedMultiplyAdd(d, m, s); e = Vector512.FusedMultiplyAdd(e, m, s); f = Vector512.FusedMultiplyAdd(f, m, s);
            g = Vector512.FusedMultiplyAdd(g, m, s); h = Vector512.FusedMultiplyAdd(h, m, s); i = Vector512.FusedMultiplyAdd(i, m, s);
            j = Vector512.FusedMultiplyAdd(j, m, s); k = Vector512.FusedMultiplyAdd(k, m, s); l = Vector512.FusedMultiplyAdd(l, m, s);
            n = Vector512.FusedMultiplyAdd(n, m, s); o = Vector512.FusedMultiplyAdd(o, m, s); p = Vector512.FusedMultiplyAdd(p, m, s);
            q = Vector512.FusedMultiplyAdd(q, m, s);
        }
        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l + n + o + p + q);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run256(int runs)
    {
        Vector256<float> m = Vector256.Create(0.999f), s = Vector256.Create(0.001f);
        Vector256<float> a = s, b = s, c = s, d = s, e = s, f = s, g = s, h = s;
        for (long step = 2L * runs * Steps; step > 0; step--)
        {
            a = Vector256.MultiplyAddEstimate(a, m, s); b = Vector256.MultiplyAddEstimate(b, m, s);
            c = Vector256.MultiplyAddEstimate(c, m, s);
            d = Vector256.MultiplyAddEstimate(d, m, s); e = Vector256.MultiplyAddEstimate(e, m, s);
            f = Vector256.MultiplyAddEstimate(f, m, s);
            g = Vector256.MultiplyAddEstimate(g, m, s); h = Vector256.MultiplyAddEstimate(h, m, s);
        }
        return Vector256.Sum(a + b + c + d + e + f + g + h);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run128(int runs)
    {
        Vector128<float> m = Vector128.Create(0.999f), s = Vector128.Create(0.001f);
        Vector128<float> a = s, b = s, c = s, d = s, e = s, f = s, g = s, h = s;
        for (long step = 2L * runs * Steps; step > 0; step--)
        {
            a = Vector128.MultiplyAddEstimate(a, m, s); b = Vector128.MultiplyAddEstimate(b, m, s);
            c = Vector128.MultiplyAddEstimate(c, m, s);
            d = Vector128.MultiplyAddEstimate(d, m, s); e = Vector128.MultiplyAddEstimate(e, m, s);
            f = Vector128.MultiplyAddEstimate(f, m, s);
            g = Vector128.MultiplyAddEstimate(g, m, s); h = Vector128.MultiplyAddEstimate(h, m, s);
        }
        return Vector128.Sum(a + b + c + d + e + f + g + h);
    }
}
