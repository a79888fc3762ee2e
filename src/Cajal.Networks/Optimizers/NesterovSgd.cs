using System.Runtime.CompilerServices;

namespace Cajal.Networks;

/// <summary>v ← μ·v + g;  θ ← θ − η · (g + μ·v)</summary>
/// <remarks>Nesterov's momentum in the form of Sutskever et al., as in PyTorch: the step looks ahead along the velocity. Weight decay adds
/// λ·θ to the gradient. Sources: Nesterov (1983); Sutskever, Martens, Dahl, Hinton (2013), eq. 3 and 4.</remarks>
/// <param name="parameters">What it moves.</param>
/// <param name="learningRate">η.</param>
/// <param name="momentum">μ, the share of the old velocity.</param>
/// <param name="weightDecay">λ.</param>
public sealed class NesterovSgd(IEnumerable<Parameter> parameters, double learningRate = 0.01, double momentum = 0.9,
    double weightDecay = 0)
    : Optimizer(parameters, learningRate, momentum, weightDecay)
{
    /// <inheritdoc/>
    protected override IReadOnlyList<string> StateNames => ["v"];

    /// <inheritdoc/>
    protected override UpdateOp Update(double rateFactor) => new NesterovUpdate(rateFactor, WeightDecay);

    private sealed record NesterovUpdate(double RateFactor, double Decay) : ParameterUpdate<Rule>(RateFactor)
    {
        protected override Rule Prepare(UpdateNumbers now) => new(now.LearningRate, now.Momentum, Decay);
    }

    private readonly struct Rule(Coefficient rate, Coefficient momentum, Coefficient decay) : IUpdateRule
    {
        public static int Averages => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<L>(ref L p, L g, ref L v, ref L b, ref L c) where L : struct, ILane<L>
        {
            g = L.MultiplyAdd(decay.As<L>(), p, g);
            v = momentum.As<L>() * v + g;
            p -= rate.As<L>() * (g + momentum.As<L>() * v);
        }
    }
}
