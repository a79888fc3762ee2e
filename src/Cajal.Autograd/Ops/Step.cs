namespace Cajal;

/// <summary>y = 1 where x ≥ 0, else 0; NaN stays NaN      no gradient passes</summary>
/// <remarks>McCulloch and Pitts's threshold, Rosenblatt's unit in its 0/1 form.</remarks>
public readonly record struct Step : IJump
{
    /// <inheritdoc/>
    public string WayOut => "Train with Sigmoid() in its place, or with the perceptron rule, which needs no derivative.";

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Select(L.Same(x, x), L.Select(L.LessOrEqual(L.Of(0), x), L.Of(1), L.Of(0)), x);
}

/// <summary>The step function.</summary>
public static class StepOnTensor
{
    extension(Tensor x)
    {
        /// <summary>1 where x ≥ 0, else 0. Backward through it throws: its derivative is 0 everywhere but at the jump.</summary>
        public Tensor Step() => Op.Apply(new Jump<Step>(default), x);
    }
}
