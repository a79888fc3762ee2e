using System.Runtime.CompilerServices;

namespace Cajal.Networks;

/// <summary>z ← z − γ·(g/(√v̂ + ε) + λ·θ);  x ← (1−c)·x + c·z;  θ ← (1−β₁)·z + β₁·x,  v as in Adam, c = γ²/Σγ²</summary>
/// <remarks>Needs no schedule: x is the average of all z so far, and it is x that is judged and used. The parameters hold θ, where
/// gradients are taken; <see cref="EvaluationSwap"/> brings x into their place. γ is η, rising linearly over the warm-up. x is kept, not
/// worked out from θ and z, so β₁ may be 0 and may change. Source: Defazio, Yang, Mehta, Mishchenko, Khaled, Cutkosky (2024), The road less
/// scheduled, algorithm 1, with the weights γ² of its reference code.</remarks>
public sealed class ScheduleFreeAdamW : Optimizer, IEvaluationWeights
{
    private const string Sums = "sums";

    private readonly double beta2, epsilon, warmupSteps;

    /// <summary>Schedule-free AdamW. <see cref="Optimizer.Momentum"/> is β₁.</summary>
    /// <param name="parameters">What it moves.</param>
    /// <param name="learningRate">η; somewhat larger than AdamW's.</param>
    /// <param name="beta1">Share of the average x in the point where gradients are taken.</param>
    /// <param name="beta2">Share of the old average of squares.</param>
    /// <param name="epsilon">ε, added after the root.</param>
    /// <param name="weightDecay">λ, taken at θ.</param>
    /// <param name="warmupSteps">Steps over which γ rises to η; 0 for none.</param>
    public ScheduleFreeAdamW(IEnumerable<Parameter> parameters, double learningRate = 2.5e-3, double beta1 = 0.9, double beta2 = 0.999,
        double epsilon = 1e-8, double weightDecay = 0, double warmupSteps = 0) : base(parameters, learningRate, beta1, weightDecay)
    {
        this.beta2 = RequireShare(beta2, nameof(beta2));
        this.epsilon = Require(epsilon, nameof(epsilon));
        this.warmupSteps = Require(warmupSteps, nameof(warmupSteps));
    }

    /// <inheritdoc/>
    public IEnumerable<(Variable Trained, Variable Evaluated)> EvaluationWeights =>
        Parameters.Where(p => StatesOf(p).Steps.Item() > 0).Select(p => ((Variable)p, (Variable)StatesOf(p).States[2]));

    /// <inheritdoc/>
    protected override IReadOnlyList<string> StateNames => ["z", "v", "x", Sums];

    /// <inheritdoc/>
    protected override UpdateOp Update(double rateFactor) => new FreeUpdate(rateFactor, beta2, epsilon, WeightDecay, warmupSteps);

    // The largest γ so far, and Σγ².
    /// <inheritdoc/>
    protected override Tensor InitialState(string name, Parameter parameter) =>
        name == Sums ? Tensor.Zeros([2], DType.Float64) : base.InitialState(name, parameter);

    private sealed record FreeUpdate(double RateFactor, double Beta2, double Epsilon, double Decay, double WarmupSteps)
        : ParameterUpdate<Rule>(RateFactor)
    {
        protected override Rule Prepare(UpdateNumbers now)
        {
            double gamma = now.LearningRate * Math.Min(1, now.Step / Math.Max(1, WarmupSteps));
            double most = now.Memory[0] = Math.Max(now.Memory[0], gamma), sum = now.Memory[1] += most * most;
            return new(now.Step == 1, gamma, now.Momentum, Beta2, 1 / Math.Sqrt(1 - Math.Pow(Beta2, now.Step)), Epsilon, Decay,
                sum > 0 ? most * most / sum : 0);
        }
    }

    private readonly struct Rule(
        bool isFirst, Coefficient rate, Coefficient beta1, Coefficient beta2, Coefficient rootCorrection, Coefficient epsilon,
        Coefficient decay, Coefficient share) : IUpdateRule
    {
        private readonly Coefficient restBeta2 = beta2.Rest;

        public static int Averages => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<L>(ref L p, L g, ref L z, ref L v, ref L x) where L : struct, ILane<L>
        {
            // z and x begin where the parameter stands when it first moves.
            if (isFirst) (z, x) = (p, p);
            v = L.MultiplyAdd(beta2.As<L>(), v, restBeta2.As<L>() * g * g);
            L scaled = L.QuickDivide(g, L.MultiplyAdd(L.Sqrt(v), rootCorrection.As<L>(), epsilon.As<L>()));
            L direction = L.MultiplyAdd(decay.As<L>(), p, scaled);
            z -= rate.As<L>() * direction;
            x = L.MultiplyAdd(share.As<L>(), z - x, x);
            p = L.MultiplyAdd(beta1.As<L>(), x - z, z);
        }
    }
}
