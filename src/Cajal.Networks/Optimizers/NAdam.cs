using System.Runtime.CompilerServices;

namespace Cajal.Networks;

/// <summary>m, v as in Adam;  μₜ = β₁·(1 − ½·0.96^(t·ψ));  θ ← θ − η · ((1−μₜ)/(1−Πμ)·g + μₜ₊₁/(1−Πμ·μₜ·μₜ₊₁)·m) / (√v̂ + ε)</summary>
/// <remarks>Adam with Nesterov's look ahead; Πμ = μ₁·…·μₜ is kept. The last divisor counts μₜ twice, as PyTorch 1.13 does (the source has
/// Πμ·μₜ₊₁); in the long run both are 1. Weight decay adds λ·θ to the gradient. Source: Dozat (2016), algorithm 2.</remarks>
public sealed class NAdam : Optimizer
{
    private const string Product = "product";

    private readonly double beta2, epsilon, momentumDecay;

    /// <summary>Adam with Nesterov's momentum. <see cref="Optimizer.Momentum"/> is β₁.</summary>
    /// <param name="parameters">What it moves.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">Share of the old average of gradients, in the long run.</param>
    /// <param name="beta2">Share of the old average of squares.</param>
    /// <param name="epsilon">ε, added after the root.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="momentumDecay">ψ, how fast μ rises from β₁/2 to β₁.</param>
    public NAdam(IEnumerable<Parameter> parameters, double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999,
        double epsilon = 1e-8, double weightDecay = 0, double momentumDecay = 4e-3) : base(parameters, learningRate, beta1, weightDecay)
    {
        this.beta2 = RequireShare(beta2, nameof(beta2));
        this.epsilon = Require(epsilon, nameof(epsilon));
        this.momentumDecay = Require(momentumDecay, nameof(momentumDecay));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> StateNames => ["m", "v", Product];

    /// <inheritdoc/>
    protected override UpdateOp Update(double rateFactor) => new NAdamUpdate(rateFactor, beta2, epsilon, WeightDecay, momentumDecay);

    /// <inheritdoc/>
    protected override Tensor InitialState(string name, Parameter parameter) =>
        name == Product ? Tensor.Scalar(1, DType.Float64) : base.InitialState(name, parameter);

    private sealed record NAdamUpdate(double RateFactor, double Beta2, double Epsilon, double Decay, double MomentumDecay)
        : ParameterUpdate<Rule>(RateFactor)
    {
        protected override Rule Prepare(UpdateNumbers now)
        {
            double mu = Mu(now.Momentum, now.Step), next = Mu(now.Momentum, now.Step + 1);
            double product = now.Memory[0] *= mu;
            double ofGradient = (1 - mu) / (1 - product), ofAverage = next / (1 - product * mu * next);
            return new(now.LearningRate * ofGradient, now.LearningRate * ofAverage, now.Momentum, Beta2,
                1 / Math.Sqrt(1 - Math.Pow(Beta2, now.Step)), Epsilon, Decay);
        }

        private double Mu(double beta1, long step) => beta1 * (1 - 0.5 * Math.Pow(0.96, step * MomentumDecay));
    }

    private readonly struct Rule(
        Coefficient ofGradient, Coefficient ofAverage, Coefficient beta1, Coefficient beta2, Coefficient rootCorrection, Coefficient epsilon, Coefficient decay) : IUpdateRule
    {
        private readonly Coefficient restBeta1 = beta1.Rest, restBeta2 = beta2.Rest;

        public static int Averages => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<L>(ref L p, L g, ref L m, ref L v, ref L c) where L : struct, ILane<L>
        {
            g = L.MultiplyAdd(decay.As<L>(), p, g);
            m = L.MultiplyAdd(beta1.As<L>(), m, restBeta1.As<L>() * g);
            v = L.MultiplyAdd(beta2.As<L>(), v, restBeta2.As<L>() * g * g);
            p -= L.QuickDivide(ofGradient.As<L>() * g + ofAverage.As<L>() * m, L.MultiplyAdd(L.Sqrt(v), rootCorrection.As<L>(), epsilon.As<L>()));
        }
    }
}
