using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal.Benchmarks.Floor;

/// <summary>m ← β₁·m + (1−β₁)·g;  v ← β₂·v + (1−β₂)·g²;  θ ← θ − η·m̂/(√v̂ + ε), with the numbers of one step worked out
/// beforehand.</summary>
internal unsafe struct AdamNumbers
{
    private const double Rate = 1e-3, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    private Vector512<float> beta1, fresh1, beta2, fresh2, rate, epsilon;

    /// <summary>The numbers of a step, counted from 1. Both corrections are moved out of the root: η' = η·√(1−β₂ᵗ)/(1−β₁ᵗ), ε' =
    /// ε·√(1−β₂ᵗ).</summary>
    public static AdamNumbers Of(int step)
    {
        double root = Math.Sqrt(1 - Math.Pow(Beta2, step));
        return new()
        {
            beta1 = Vector512.Create((float)Beta1),
            fresh1 = Vector512.Create((float)(1 - Beta1)),
            beta2 = Vector512.Create((float)Beta2),
            fresh2 = Vector512.Create((float)(1 - Beta2)),
            rate = Vector512.Create((float)(Rate * root / (1 - Math.Pow(Beta1, step)))),
            epsilon = Vector512.Create((float)(Epsilon * root)),
        };
    }

    /// <summary>Moves 16 weights along.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Move(AdamNumbers* now, Vector512<float> g, float* w, float* m, float* v)
    {
        var mNew = Vector512.FusedMultiplyAdd(now->fresh1, g, now->beta1 * Vector512.Load(m));
        var vNew = Vector512.FusedMultiplyAdd(now->fresh2 * g, g, now->beta2 * Vector512.Load(v));
        mNew.Store(m);
        vNew.Store(v);
        // 1/d by a step of Newton from an estimate: the divider is busy with the root already. As exact as a division, but for the last
        // bit.
        var d = Vector512.Sqrt(vNew) + now->epsilon;
        var q = Avx512F.Reciprocal14(d);
        q = Vector512.FusedMultiplyAdd(Avx512F.FusedMultiplyAddNegated(d, q, Vector512.Create(1f)), q, q);
        Avx512F.FusedMultiplyAddNegated(now->rate * mNew, q, Vector512.Load(w)).Store(w);
    }
}
