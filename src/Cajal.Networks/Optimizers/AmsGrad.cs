using System.Runtime.CompilerServices;

namespace Cajal.Networks;

/// <summary>m ← β₁·m + (1−β₁)·g;  v ← β₂·v + (1−β₂)·g²;  u ← max(u, v);  θ ← θ − η · m̂ / (√û + ε),
/// m̂ = m/(1−β₁ᵗ), û = u/(1−β₂ᵗ)</summary>
/// <remarks>Adam whose step never grows again where a gradient was once large. The maximum is taken of v before its correction, as in
/// PyTorch. Weight decay adds λ·θ to the gradient, as in Adam, or shrinks θ beside it, as in AdamW. Source: Reddi, Kale, Kumar (2018), algorithm 2.</remarks>
public sealed class AmsGrad : Optimizer
{
    private readonly double beta2, epsilon;
    private readonly bool decoupled;

    /// <summary>Adam with the running maximum of v. <see cref="Optimizer.Momentum"/> is β₁.</summary>
    /// <param name="parameters">What it moves.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">Share of the old average of gradients.</param>
    /// <param name="beta2">Share of the old average of squares.</param>
    /// <param name="epsilon">ε, added after the root.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="decoupled">True multiplies θ by 1 − η·λ before the step instead of adding λ·θ to the gradient.</param>
    public AmsGrad(IEnumerable<Parameter> parameters, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
        double epsilon = 1e-8, double weightDecay = 0, bool decoupled = false)
        : base(parameters, learningRate, beta1, weightDecay)
    {
        this.beta2 = RequireShare(beta2, nameof(beta2));
        this.epsilon = Require(epsilon, nameof(epsilon));
        this.decoupled = decoupled;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> StateNames => ["m", "v", "u"];

    /// <inheritdoc/>
    protected override UpdateOp Update(double rateFactor) => new AmsGradUpdate(rateFactor, beta2, epsilon, WeightDecay, decoupled);

    private sealed record AmsGradUpdate(double RateFactor, double Beta2, double Epsilon, double Decay, bool Decoupled)
        : ParameterUpdate<Rule>(RateFactor)
    {
        protected override Rule Prepare(UpdateNumbers now) => new(
            now.LearningRate / (1 - Math.Pow(now.Momentum, now.Step)), now.Momentum, Beta2,
            1 / Math.Sqrt(1 - Math.Pow(Beta2, now.Step)), Epsilon, Decoupled ? 0 : Decay, Decoupled ? 1 - now.LearningRate * Decay : 1);
    }

    private readonly struct Rule(Coefficient rate, Coefficient beta1, Coefficient beta2, Coefficient rootCorrection, Coefficient epsilon, Coefficient decay, Coefficient shrink)
        : IUpdateRule
    {
        private readonly Coefficient restBeta1 = beta1.Rest, restBeta2 = beta2.Rest;

        public static int Averages => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<L>(ref L p, L g, ref L m, ref L v, ref L u) where L : struct, ILane<L>
        {
            g = L.MultiplyAdd(decay.As<L>(), p, g);
            m = L.MultiplyAdd(beta1.As<L>(), m, restBeta1.As<L>() * g);
            v = L.MultiplyAdd(beta2.As<L>(), v, restBeta2.As<L>() * g * g);
            u = L.Max(u, v);
            p = shrink.As<L>() * p - L.QuickDivide(rate.As<L>() * m, L.MultiplyAdd(L.Sqrt(u), rootCorrection.As<L>(), epsilon.As<L>()));
        }
    }
}
