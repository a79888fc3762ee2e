using System.Runtime.CompilerServices;

namespace Cajal.Networks;

/// <summary>m ← μ·m + (1−μ)·g;  u = (1−μ)·g + μ·m;  θ ← (1 − η·λ)·θ − η · s · O(u),  O(u) the orthogonal matrix nearest to u</summary>
/// <remarks><para>Weight matrices only (and kernels of convolutions, one row for each output); vectors, scalars, and the parameters named
/// as <c>byAdam</c> go by AdamW with the same η and λ. Embeddings and the last layer are best named there.</para>
/// <para>Scale rule: an orthogonal matrix [n, k] has numbers of the size 1/√max(n, k). s = 0.2·√max(n, k) makes a step as large as AdamW's
/// (root mean square 0.2), so that one η serves both; <see cref="MuonScale.Original"/> is s = √max(1, n/k), whose η is about 0.02.</para>
/// <para>O(u) comes from five steps of Newton and Schulz on u/‖u‖: singular values end between 0.7 and 1.2, which is near enough.
/// Sources: Jordan and others (2024), Muon; Liu and others (2025), Muon is scalable for LLM training, equation 4.</para></remarks>
public sealed class Muon : Optimizer
{
    private readonly double beta1, beta2, epsilon;
    private readonly int newtonSteps;
    private readonly bool nesterov;
    private readonly MuonScale scale;
    private readonly HashSet<Parameter> byAdam;

    /// <summary>Muon for matrices, AdamW for the rest. <see cref="Optimizer.Momentum"/> is μ.</summary>
    /// <param name="parameters">What it moves.</param>
    /// <param name="learningRate">η, of both rules.</param>
    /// <param name="momentum">μ.</param>
    /// <param name="nesterov">True looks ahead, u = (1−μ)·g + μ·m; false takes u = m.</param>
    /// <param name="newtonSteps">Steps of Newton and Schulz.</param>
    /// <param name="weightDecay">λ, of both rules, beside the gradient.</param>
    /// <param name="scale">How the size of a step follows from the shape.</param>
    /// <param name="beta1">AdamW's share of the old average of gradients.</param>
    /// <param name="beta2">AdamW's share of the old average of squares.</param>
    /// <param name="epsilon">AdamW's ε.</param>
    /// <param name="byAdam">Matrices that go by AdamW all the same.</param>
    public Muon(IEnumerable<Parameter> parameters, double learningRate = 1e-3, double momentum = 0.95, bool nesterov = true,
        int newtonSteps = 5, double weightDecay = 0.1, MuonScale scale = MuonScale.LikeAdam, double beta1 = 0.9, double beta2 = 0.999,
        double epsilon = 1e-8, IEnumerable<Parameter>? byAdam = null) : base(parameters, learningRate, momentum, weightDecay)
    {
        this.beta1 = RequireShare(beta1, nameof(beta1));
        this.beta2 = RequireShare(beta2, nameof(beta2));
        this.epsilon = Require(epsilon, nameof(epsilon));
        ArgumentOutOfRangeException.ThrowIfNegative(newtonSteps);
        (this.newtonSteps, this.nesterov, this.scale) = (newtonSteps, nesterov, scale);
        this.byAdam = new(byAdam ?? [], ReferenceEqualityComparer.Instance);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> StateNames => ["m", "v"];

    /// <inheritdoc/>
    protected override UpdateOp Update(double rateFactor) => new AdamW.AdamWUpdate(rateFactor, beta2, epsilon, WeightDecay, beta1);

    /// <inheritdoc/>
    protected override Tensor InitialState(string name, Parameter parameter) =>
        name == "v" && IsMatrix(parameter) ? Tensor.Zeros([0], parameter.DType) : base.InitialState(name, parameter);

    /// <inheritdoc/>
    protected override void Move(Parameter parameter, Tensor gradient, double rateFactor, State steps, State[] states)
    {
        if (!IsMatrix(parameter))
        {
            base.Move(parameter, gradient, rateFactor, steps, states);
            return;
        }
        var m = states[0];
        UpdateOp.Apply(new MuonAverage(), [gradient, MomentumState], [m]);
        var mu = MomentumState.To(parameter.DType);
        var u = nesterov ? gradient + mu * (m - gradient) : m;
        var direction = NewtonSchulz.Orthogonal(u.Reshape(parameter.Shape[0], -1), newtonSteps).Reshape(parameter.Shape);
        UpdateOp.Apply(new MuonMove(rateFactor, WeightDecay, ScaleOf(parameter.Shape)), [direction, Rate, MomentumState],
            [parameter, steps]);
    }

    private bool IsMatrix(Parameter parameter) => parameter.Rank >= 2 && parameter.Count > 0 && !byAdam.Contains(parameter);

    private double ScaleOf(Shape shape)
    {
        double rows = shape[0], columns = shape.Count / rows;
        return scale == MuonScale.LikeAdam ? 0.2 * Math.Sqrt(Math.Max(rows, columns)) : Math.Sqrt(Math.Max(1, rows / columns));
    }

    private sealed record MuonMove(double RateFactor, double Decay, double Scale) : ParameterUpdate<MoveRule>(RateFactor)
    {
        protected override MoveRule Prepare(UpdateNumbers now) => new(now.LearningRate * Scale, 1 - now.LearningRate * Decay);
    }

    // θ ← (1 − η·λ)·θ − η·s·O
    private readonly struct MoveRule(Coefficient rate, Coefficient shrink) : IUpdateRule
    {
        public static int Averages => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<L>(ref L p, L g, ref L a, ref L b, ref L c) where L : struct, ILane<L> =>
            p = shrink.As<L>() * p - rate.As<L>() * g;
    }
}

/// <summary>How far <see cref="Muon"/> steps on a matrix [n, k].</summary>
public enum MuonScale
{
    /// <summary>0.2·√max(n, k): as far as AdamW.</summary>
    LikeAdam,

    /// <summary>√max(1, n/k): as in the source.</summary>
    Original,
}
