using System.Runtime.CompilerServices;

namespace Cajal.Networks;

/// <summary>θ ← (1 − η·λ)·θ, then Adam's step: m ← β₁·m + (1−β₁)·g;  v ← β₂·v + (1−β₂)·g²;  θ ← θ − η · m̂ / (√v̂ + ε)</summary>
/// <remarks>Weight decay stands beside the gradient, not in it, so the averages never see it. Source: Loshchilov and Hutter (2019),
/// algorithm 2.</remarks>
public sealed class AdamW : Optimizer
{
    private readonly double beta2, epsilon;

    /// <summary>Adam with decoupled weight decay. <see cref="Optimizer.Momentum"/> is β₁.</summary>
    /// <param name="parameters">What it moves.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">Share of the old average of gradients.</param>
    /// <param name="beta2">Share of the old average of squares.</param>
    /// <param name="epsilon">ε, added after the root.</param>
    /// <param name="weightDecay">λ.</param>
    public AdamW(IEnumerable<Parameter> parameters, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
        double epsilon = 1e-8, double weightDecay = 0.01) : base(parameters, learningRate, beta1, weightDecay)
    {
        this.beta2 = RequireShare(beta2, nameof(beta2));
        this.epsilon = Require(epsilon, nameof(epsilon));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> StateNames => ["m", "v"];

    /// <inheritdoc/>
    protected override UpdateOp Update(double rateFactor) => new AdamWUpdate(rateFactor, beta2, epsilon, WeightDecay);

    // β₁ is the optimizer's momentum, unless it is given.
    internal sealed record AdamWUpdate(double RateFactor, double Beta2, double Epsilon, double Decay, double? Beta1 = null)
        : ParameterUpdate<Rule>(RateFactor)
    {
        protected override Rule Prepare(UpdateNumbers now)
        {
            double beta1 = Beta1 ?? now.Momentum;
            return new(now.LearningRate / (1 - Math.Pow(beta1, now.Step)), beta1, Beta2,
                1 / Math.Sqrt(1 - Math.Pow(Beta2, now.Step)), Epsilon, 1 - now.LearningRate * Decay);
        }
    }

    internal readonly struct Rule(Coefficient rate, Coefficient beta1, Coefficient beta2, Coefficient rootCorrection, Coefficient epsilon, Coefficient shrink)
        : IUpdateRule
    {
        private readonly Coefficient restBeta1 = beta1.Rest, restBeta2 = beta2.Rest;

        public static int Averages => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<L>(ref L p, L g, ref L m, ref L v, ref L c) where L : struct, ILane<L>
        {
            m = L.MultiplyAdd(beta1.As<L>(), m, restBeta1.As<L>() * g);
            v = L.MultiplyAdd(beta2.As<L>(), v, restBeta2.As<L>() * g * g);
            p = shrink.As<L>() * p - L.QuickDivide(rate.As<L>() * m, L.MultiplyAdd(L.Sqrt(v), rootCorrection.As<L>(), epsilon.As<L>()));
        }
    }
}
