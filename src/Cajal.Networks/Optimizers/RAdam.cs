using System.Runtime.CompilerServices;

namespace Cajal.Networks;

/// <summary>m, v as in Adam;  ρₜ = ρ∞ − 2t·β₂ᵗ/(1−β₂ᵗ), ρ∞ = 2/(1−β₂) − 1;  θ ← θ − η·m̂ while ρₜ ≤ 5, then θ ← θ − η·rₜ·m̂·√(1−β₂ᵗ)/(√v +
/// ε)</summary>
/// <remarks>rₜ = √((ρₜ−4)(ρₜ−2)ρ∞ / ((ρ∞−4)(ρ∞−2)ρₜ)): until v can be trusted the step does without it, a warm-up of its own. Weight decay
/// adds λ·θ to the gradient. Source: Liu et al. (2020), algorithm 2; the bound 5 and the place of ε are PyTorch's.</remarks>
public sealed class RAdam : Optimizer
{
    private readonly double beta2, epsilon;

    /// <summary>Rectified Adam. <see cref="Optimizer.Momentum"/> is β₁.</summary>
    /// <param name="parameters">What it moves.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">Share of the old average of gradients.</param>
    /// <param name="beta2">Share of the old average of squares.</param>
    /// <param name="epsilon">ε, added after the root.</param>
    /// <param name="weightDecay">λ.</param>
    public RAdam(IEnumerable<Parameter> parameters, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
        double epsilon = 1e-8, double weightDecay = 0) : base(parameters, learningRate, beta1, weightDecay)
    {
        this.beta2 = RequireShare(beta2, nameof(beta2));
        this.epsilon = Require(epsilon, nameof(epsilon));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> StateNames => ["m", "v"];

    /// <inheritdoc/>
    protected override UpdateOp Update(double rateFactor) => new RAdamUpdate(rateFactor, beta2, epsilon, WeightDecay);

    private sealed record RAdamUpdate(double RateFactor, double Beta2, double Epsilon, double Decay) : ParameterUpdate<Rule>(RateFactor)
    {
        protected override Rule Prepare(UpdateNumbers now)
        {
            double power = Math.Pow(Beta2, now.Step), limit = 2 / (1 - Beta2) - 1, rho = limit - 2 * now.Step * power / (1 - power);
            double rate = now.LearningRate / (1 - Math.Pow(now.Momentum, now.Step));
            if (rho <= 5) return new(rate, 1, 0, now.Momentum, Beta2, Decay);
            double rectified = Math.Sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho));
            return new(rate * rectified * Math.Sqrt(1 - power), Epsilon, 1, now.Momentum, Beta2, Decay);
        }
    }

    // The divisor is shift + useRoot·√v: 1 at first, ε + √v later.
    private readonly struct Rule(Coefficient rate, Coefficient shift, Coefficient useRoot, Coefficient beta1, Coefficient beta2, Coefficient decay) : IUpdateRule
    {
        private readonly Coefficient restBeta1 = beta1.Rest, restBeta2 = beta2.Rest;

        public static int Averages => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<L>(ref L p, L g, ref L m, ref L v, ref L c) where L : struct, ILane<L>
        {
            g = L.MultiplyAdd(decay.As<L>(), p, g);
            m = L.MultiplyAdd(beta1.As<L>(), m, restBeta1.As<L>() * g);
            v = L.MultiplyAdd(beta2.As<L>(), v, restBeta2.As<L>() * g * g);
            p -= L.QuickDivide(rate.As<L>() * m, useRoot.As<L>() * L.Sqrt(v) + shift.As<L>());
        }
    }
}
