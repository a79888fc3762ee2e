using System.Runtime.CompilerServices;

namespace Cajal.Networks;

/// <summary>v ← μ·v + (1−d)·g (first step: v = g);  θ ← θ − η · v</summary>
/// <remarks>Classical momentum (the heavy ball) with dampening d, as in PyTorch. Without momentum it is <see cref="GradientDescent"/>.
/// Weight decay adds λ·θ to the gradient. Source: Polyak (1964).</remarks>
public sealed class Sgd : Optimizer
{
    private readonly double dampening;

    /// <summary>Gradient descent with momentum. <see cref="Optimizer.Momentum"/> is μ.</summary>
    /// <param name="parameters">What it moves.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="momentum">μ, the share of the old velocity.</param>
    /// <param name="dampening">d, what the new gradient loses after the first step; without momentum it does nothing.</param>
    /// <param name="weightDecay">λ.</param>
    public Sgd(IEnumerable<Parameter> parameters, double learningRate = 0.01, double momentum = 0, double dampening = 0,
        double weightDecay = 0)
        : base(parameters, learningRate, momentum, weightDecay) => this.dampening = Require(dampening, nameof(dampening));

    /// <inheritdoc/>
    protected override IReadOnlyList<string> StateNames => ["v"];

    /// <inheritdoc/>
    protected override UpdateOp Update(double rateFactor) => new SgdUpdate(rateFactor, dampening, WeightDecay);

    private sealed record SgdUpdate(double RateFactor, double Dampening, double Decay) : ParameterUpdate<Rule>(RateFactor)
    {
        protected override Rule Prepare(UpdateNumbers now) =>
            new(now.LearningRate, now.Momentum, now.Step == 1 || now.Momentum == 0 ? 1 : 1 - Dampening, Decay);
    }

    private readonly struct Rule(Coefficient rate, Coefficient momentum, Coefficient share, Coefficient decay) : IUpdateRule
    {
        public static int Averages => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<L>(ref L p, L g, ref L v, ref L b, ref L c) where L : struct, ILane<L>
        {
            g = L.MultiplyAdd(decay.As<L>(), p, g);
            v = momentum.As<L>() * v + share.As<L>() * g;
            p -= rate.As<L>() * v;
        }
    }
}
