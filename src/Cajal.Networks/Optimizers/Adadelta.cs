using System.Runtime.CompilerServices;

namespace Cajal.Networks;

/// <summary>v ← ρ·v + (1−ρ)·g²;  δ = √(u+ε)/√(v+ε) · g;  u ← ρ·u + (1−ρ)·δ²;  θ ← θ − η · δ</summary>
/// <remarks>Steps have the units of the parameter. Weight decay adds λ·θ to the gradient; ε stands inside the roots. Source: Zeiler (2012),
/// algorithm 1.</remarks>
public sealed class Adadelta : Optimizer
{
    private readonly double rho, epsilon;

    /// <summary>Adadelta.</summary>
    /// <param name="parameters">What it moves.</param>
    /// <param name="learningRate">η, 1 in the source.</param>
    /// <param name="rho">ρ, the share of the old averages.</param>
    /// <param name="epsilon">ε, added inside the roots.</param>
    /// <param name="weightDecay">λ.</param>
    public Adadelta(IEnumerable<Parameter> parameters, double learningRate = 1, double rho = 0.9, double epsilon = 1e-6,
        double weightDecay = 0)
        : base(parameters, learningRate, weightDecay: weightDecay)
    {
        this.rho = RequireShare(rho, nameof(rho));
        this.epsilon = Require(epsilon, nameof(epsilon));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> StateNames => ["v", "u"];

    /// <inheritdoc/>
    protected override UpdateOp Update(double rateFactor) => new AdadeltaUpdate(rateFactor, rho, epsilon, WeightDecay);

    private sealed record AdadeltaUpdate(double RateFactor, double Rho, double Epsilon, double Decay) : ParameterUpdate<Rule>(RateFactor)
    {
        protected override Rule Prepare(UpdateNumbers now) => new(now.LearningRate, Rho, Epsilon, Decay);
    }

    private readonly struct Rule(Coefficient rate, Coefficient rho, Coefficient epsilon, Coefficient decay) : IUpdateRule
    {
        private readonly Coefficient restRho = rho.Rest;

        public static int Averages => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<L>(ref L p, L g, ref L v, ref L u, ref L c) where L : struct, ILane<L>
        {
            g = L.MultiplyAdd(decay.As<L>(), p, g);
            v = rho.As<L>() * v + restRho.As<L>() * g * g;
            L delta = L.Sqrt(u + epsilon.As<L>()) / L.Sqrt(v + epsilon.As<L>()) * g;
            u = rho.As<L>() * u + restRho.As<L>() * delta * delta;
            p -= rate.As<L>() * delta;
        }
    }
}
