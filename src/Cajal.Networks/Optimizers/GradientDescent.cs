using System.Runtime.CompilerServices;

namespace Cajal.Networks;

/// <summary>θ ← θ − η · g</summary>
/// <remarks>The plain rule, which keeps nothing. Weight decay adds λ·θ to the gradient. Source: Cauchy (1847).</remarks>
/// <param name="parameters">What it moves.</param>
/// <param name="learningRate">η.</param>
/// <param name="weightDecay">λ.</param>
public sealed class GradientDescent(IEnumerable<Parameter> parameters, double learningRate = 0.01, double weightDecay = 0)
    : Optimizer(parameters, learningRate, weightDecay: weightDecay)
{
    /// <inheritdoc/>
    protected override IReadOnlyList<string> StateNames => [];

    /// <inheritdoc/>
    protected override UpdateOp Update(double rateFactor) => new GradientDescentUpdate(rateFactor, WeightDecay);

    private sealed record GradientDescentUpdate(double RateFactor, double Decay) : ParameterUpdate<Rule>(RateFactor)
    {
        protected override Rule Prepare(UpdateNumbers now) => new(now.LearningRate, Decay);
    }

    private readonly struct Rule(Coefficient rate, Coefficient decay) : IUpdateRule
    {
        public static int Averages => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<L>(ref L p, L g, ref L a, ref L b, ref L c) where L : struct, ILane<L>
        {
            g = L.MultiplyAdd(decay.As<L>(), p, g);
            p -= rate.As<L>() * g;
        }
    }
}
