using System.Runtime.CompilerServices;

namespace Cajal.Benchmarks.Floor;

internal static unsafe partial class Fused<V, W> where V : unmanaged where W : struct, IBits<V>
{
    /// <summary>m ← β₁·m + (1−β₁)·g;  v ← β₂·v + (1−β₂)·g²;  θ ← θ − η·m̂/(√v̂ + ε), with the numbers of one step worked out
    /// beforehand.</summary>
    internal unsafe struct AdamNumbers
    {
        private const double Rate = 1e-3, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

        private V beta1, fresh1, beta2, fresh2, rate, epsilon;

        /// <summary>The numbers of a step, counted from 1. Both corrections are moved out of the root: η' = η·√(1−β₂ᵗ)/(1−β₁ᵗ), ε' =
        /// ε·√(1−β₂ᵗ).</summary>
        public static AdamNumbers Of(int step)
        {
            double root = Math.Sqrt(1 - Math.Pow(Beta2, step));
            return new()
            {
                beta1 = W.Of((float)Beta1),
                fresh1 = W.Of((float)(1 - Beta1)),
                beta2 = W.Of((float)Beta2),
                fresh2 = W.Of((float)(1 - Beta2)),
                rate = W.Of((float)(Rate * root / (1 - Math.Pow(Beta1, step)))),
                epsilon = W.Of((float)(Epsilon * root)),
            };
        }

        /// <summary>Moves a register of weights along.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Move(AdamNumbers* now, V g, float* w, float* m, float* v)
        {
            V mNew = W.MultiplyAdd(now->fresh1, g, W.Multiply(now->beta1, W.Load(m)));
            V vNew = W.MultiplyAdd(W.Multiply(now->fresh2, g), g, W.Multiply(now->beta2, W.Load(v)));
            W.Store(mNew, m);
            W.Store(vNew, v);
            // 1/d by a step of Newton from an estimate: the divider is busy with the root already. As exact as a division, but for the last
            // bits.
            V d = W.Add(W.Sqrt(vNew), now->epsilon), q = W.GuessInverse(d);
            q = W.MultiplyAdd(W.SubtractProduct(d, q, W.Of(1)), q, q);
            W.Store(W.SubtractProduct(W.Multiply(now->rate, mNew), q, W.Load(w)), w);
        }
    }
}
