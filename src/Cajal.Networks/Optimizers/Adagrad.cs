using System.Runtime.CompilerServices;

namespace Cajal.Networks;

/// <summary>s ← s + g²;  θ ← θ − η/(1 + (t−1)·d) · g / (√s + ε)</summary>
/// <remarks>Coordinates that have moved much move less. Weight decay adds λ·θ to the gradient; ε stands outside the root, as in PyTorch.
/// Source: Duchi, Hazan, Singer (2011).</remarks>
public sealed class Adagrad : Optimizer
{
    private readonly double rateDecay, initialSum, epsilon;

    /// <summary>Adagrad.</summary>
    /// <param name="parameters">What it moves.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="rateDecay">d, how fast the rate falls with the number of steps.</param>
    /// <param name="initialSum">First value of s.</param>
    /// <param name="epsilon">ε, added after the root.</param>
    /// <param name="weightDecay">λ.</param>
    public Adagrad(IEnumerable<Parameter> parameters, double learningRate = 0.01, double rateDecay = 0, double initialSum = 0,
        double epsilon = 1e-10, double weightDecay = 0) : base(parameters, learningRate, weightDecay: weightDecay)
    {
        this.rateDecay = Require(rateDecay, nameof(rateDecay));
        this.initialSum = Require(initialSum, nameof(initialSum));
        this.epsilon = Require(epsilon, nameof(epsilon));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> StateNames => ["s"];

    /// <inheritdoc/>
    protected override UpdateOp Update(double rateFactor) => new AdagradUpdate(rateFactor, rateDecay, epsilon, WeightDecay);

    /// <inheritdoc/>
    protected override Tensor InitialState(string name, Parameter parameter) => Tensor.Full(parameter.Shape, initialSum, parameter.DType);

    private sealed record AdagradUpdate(double RateFactor, double RateDecay, double Epsilon, double Decay)
        : ParameterUpdate<Rule>(RateFactor)
    {
        protected override Rule Prepare(UpdateNumbers now) => new(now.LearningRate / (1 + (now.Step - 1) * RateDecay), Epsilon, Decay);
    }

    private readonly struct Rule(Coefficient rate, Coefficient epsilon, Coefficient decay) : IUpdateRule
    {
        public static int Averages => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<L>(ref L p, L g, ref L s, ref L b, ref L c) where L : struct, ILane<L>
        {
            g = L.MultiplyAdd(decay.As<L>(), p, g);
            s += g * g;
            p -= L.QuickDivide(rate.As<L>() * g, L.Sqrt(s) + epsilon.As<L>());
        }
    }
}
