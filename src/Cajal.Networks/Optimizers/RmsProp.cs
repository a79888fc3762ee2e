using System.Runtime.CompilerServices;

namespace Cajal.Networks;

/// <summary>v ← α·v + (1−α)·g²;  b ← μ·b + g / (√v + ε);  θ ← θ − η · b</summary>
/// <remarks>Weight decay adds λ·θ to the gradient; ε stands outside the root, as in PyTorch. Source: Hinton (2012), lecture 6e.</remarks>
public sealed class RmsProp : Optimizer
{
    private readonly double alpha, epsilon;

    /// <summary>RMSprop. <see cref="Optimizer.Momentum"/> is μ.</summary>
    /// <param name="parameters">What it moves.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="alpha">α, the share of the old average of squares.</param>
    /// <param name="momentum">μ.</param>
    /// <param name="epsilon">ε, added after the root.</param>
    /// <param name="weightDecay">λ.</param>
    public RmsProp(IEnumerable<Parameter> parameters, double learningRate = 0.01, double alpha = 0.99, double momentum = 0,
        double epsilon = 1e-8, double weightDecay = 0) : base(parameters, learningRate, momentum, weightDecay)
    {
        this.alpha = RequireShare(alpha, nameof(alpha));
        this.epsilon = Require(epsilon, nameof(epsilon));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> StateNames => ["v", "b"];

    /// <inheritdoc/>
    protected override UpdateOp Update(double rateFactor) => new RmsPropUpdate(rateFactor, alpha, epsilon, WeightDecay);

    private sealed record RmsPropUpdate(double RateFactor, double Alpha, double Epsilon, double Decay) : ParameterUpdate<Rule>(RateFactor)
    {
        protected override Rule Prepare(UpdateNumbers now) => new(now.LearningRate, now.Momentum, Alpha, Epsilon, Decay);
    }

    private readonly struct Rule(Coefficient rate, Coefficient momentum, Coefficient alpha, Coefficient epsilon, Coefficient decay) : IUpdateRule
    {
        private readonly Coefficient restAlpha = alpha.Rest;

        public static int Averages => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<L>(ref L p, L g, ref L v, ref L b, ref L c) where L : struct, ILane<L>
        {
            g = L.MultiplyAdd(decay.As<L>(), p, g);
            v = alpha.As<L>() * v + restAlpha.As<L>() * g * g;
            b = momentum.As<L>() * b + L.QuickDivide(g, L.Sqrt(v) + epsilon.As<L>());
            p -= rate.As<L>() * b;
        }
    }
}
