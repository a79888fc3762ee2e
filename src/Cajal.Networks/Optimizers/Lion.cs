using System.Runtime.CompilerServices;

namespace Cajal.Networks;

/// <summary>θ ← (1 − η·λ)·θ − η · sign(β₁·m + (1−β₁)·g);  m ← β₂·m + (1−β₂)·g</summary>
/// <remarks>Every number moves by η, whatever the size of its gradient: take a rate three to ten times smaller than AdamW's, and a weight
/// decay as many times larger. Half of Adam's memory. Source: Chen and others (2023), Symbolic discovery of optimization algorithms,
/// algorithm 2.</remarks>
public sealed class Lion : Optimizer
{
    private readonly double beta2;

    /// <summary>Lion. <see cref="Optimizer.Momentum"/> is β₁.</summary>
    /// <param name="parameters">What it moves.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">Share of the average in the direction of a step.</param>
    /// <param name="beta2">Share of the old average in the new one.</param>
    /// <param name="weightDecay">λ, beside the gradient.</param>
    public Lion(IEnumerable<Parameter> parameters, double learningRate = 1e-4, double beta1 = 0.9, double beta2 = 0.99,
        double weightDecay = 0) : base(parameters, learningRate, beta1, weightDecay) => this.beta2 = RequireShare(beta2, nameof(beta2));

    /// <inheritdoc/>
    protected override IReadOnlyList<string> StateNames => ["m"];

    /// <inheritdoc/>
    protected override UpdateOp Update(double rateFactor) => new LionUpdate(rateFactor, beta2, WeightDecay);

    private sealed record LionUpdate(double RateFactor, double Beta2, double Decay) : ParameterUpdate<Rule>(RateFactor)
    {
        protected override Rule Prepare(UpdateNumbers now) => new(now.LearningRate, now.Momentum, Beta2, 1 - now.LearningRate * Decay);
    }

    private readonly struct Rule(Coefficient rate, Coefficient beta1, Coefficient beta2, Coefficient shrink) : IUpdateRule
    {
        private readonly Coefficient restBeta1 = beta1.Rest, restBeta2 = beta2.Rest;

        public static int Averages => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<L>(ref L p, L g, ref L m, ref L b, ref L c) where L : struct, ILane<L>
        {
            L zero = L.Of(0), step = rate.As<L>(), direction = L.MultiplyAdd(beta1.As<L>(), m, restBeta1.As<L>() * g);
            // The sign of 0 is 0; not a number stays one, so that it is seen.
            L signed = L.Select(L.Less(zero, direction), step, L.Select(L.Less(direction, zero), -step, step * direction));
            p = shrink.As<L>() * p - signed;
            m = L.MultiplyAdd(beta2.As<L>(), m, restBeta2.As<L>() * g);
        }
    }
}
