using System.Runtime.CompilerServices;

namespace Cajal.Networks;

/// <summary>v ← β·v + (1−β)·g;  θ ← θ − η · v</summary>
/// <remarks>Momentum as a moving average of gradients, the lecture's form. It takes the steps of <see cref="Sgd"/> with the rate η·(1−β).
/// Weight decay adds λ·θ to the gradient.</remarks>
/// <param name="parameters">What it moves.</param>
/// <param name="learningRate">η.</param>
/// <param name="momentum">β, the share of the old average.</param>
/// <param name="weightDecay">λ.</param>
public sealed class AveragingSgd(IEnumerable<Parameter> parameters, double learningRate = 0.01, double momentum = 0.9,
    double weightDecay = 0)
    : Optimizer(parameters, learningRate, momentum, weightDecay)
{
    /// <inheritdoc/>
    protected override IReadOnlyList<string> StateNames => ["v"];

    /// <inheritdoc/>
    protected override UpdateOp Update(double rateFactor) => new AveragingUpdate(rateFactor, WeightDecay);

    private sealed record AveragingUpdate(double RateFactor, double Decay) : ParameterUpdate<Rule>(RateFactor)
    {
        protected override Rule Prepare(UpdateNumbers now) => new(now.LearningRate, now.Momentum, Decay);
    }

    private readonly struct Rule(Coefficient rate, Coefficient beta, Coefficient decay) : IUpdateRule
    {
        private readonly Coefficient restBeta = beta.Rest;

        public static int Averages => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<L>(ref L p, L g, ref L v, ref L b, ref L c) where L : struct, ILane<L>
        {
            g = L.MultiplyAdd(decay.As<L>(), p, g);
            v = beta.As<L>() * v + restBeta.As<L>() * g;
            p -= rate.As<L>() * v;
        }
    }
}
