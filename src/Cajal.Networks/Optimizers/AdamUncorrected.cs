using System.Runtime.CompilerServices;

namespace Cajal.Networks;

/// <summary>m ← β₁·m + (1−β₁)·g;  v ← β₂·v + (1−β₂)·g²;  θ ← θ − η · m / (√v + ε)</summary>
/// <remarks>Adam without bias correction, the lecture's form: the first steps are larger, η · 3.16 for a constant gradient and the usual β.
/// Use <see cref="Adam"/> unless you want this. Weight decay adds λ·θ to the gradient.</remarks>
public sealed class AdamUncorrected : Optimizer
{
    private readonly double beta2, epsilon;

    /// <summary>Adam as the lecture writes it. <see cref="Optimizer.Momentum"/> is β₁.</summary>
    /// <param name="parameters">What it moves.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">Share of the old average of gradients.</param>
    /// <param name="beta2">Share of the old average of squares.</param>
    /// <param name="epsilon">ε, added after the root.</param>
    /// <param name="weightDecay">λ.</param>
    public AdamUncorrected(IEnumerable<Parameter> parameters, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
        double epsilon = 1e-8, double weightDecay = 0) : base(parameters, learningRate, beta1, weightDecay)
    {
        this.beta2 = RequireShare(beta2, nameof(beta2));
        this.epsilon = Require(epsilon, nameof(epsilon));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> StateNames => ["m", "v"];

    /// <inheritdoc/>
    protected override UpdateOp Update(double rateFactor) => new AdamUncorrectedUpdate(rateFactor, beta2, epsilon, WeightDecay);

    private sealed record AdamUncorrectedUpdate(double RateFactor, double Beta2, double Epsilon, double Decay)
        : ParameterUpdate<Rule>(RateFactor)
    {
        protected override Rule Prepare(UpdateNumbers now) => new(now.LearningRate, now.Momentum, Beta2, Epsilon, Decay);
    }

    private readonly struct Rule(Coefficient rate, Coefficient beta1, Coefficient beta2, Coefficient epsilon, Coefficient decay) : IUpdateRule
    {
        private readonly Coefficient restBeta1 = beta1.Rest, restBeta2 = beta2.Rest;

        public static int Averages => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<L>(ref L p, L g, ref L m, ref L v, ref L c) where L : struct, ILane<L>
        {
            g = L.MultiplyAdd(decay.As<L>(), p, g);
            m = L.MultiplyAdd(beta1.As<L>(), m, restBeta1.As<L>() * g);
            v = L.MultiplyAdd(beta2.As<L>(), v, restBeta2.As<L>() * g * g);
            p -= L.QuickDivide(rate.As<L>() * m, L.Sqrt(v) + epsilon.As<L>());
        }
    }
}
