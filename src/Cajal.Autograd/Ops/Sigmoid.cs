namespace Cajal;

/// <summary>y = 1 / (1 + e⁻ˣ)      dy/dx = y (1 − y)</summary>
public readonly record struct Sigmoid : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Outputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Sigmoid(x);

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => y * (L.Of(1) - y);

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => y * (1 - y);
}

/// <summary>The logistic function.</summary>
public static class SigmoidOnTensor
{
    extension(Tensor x)
    {
        /// <summary>1 / (1 + e⁻ˣ), number by number: 0 … 1.</summary>
        public Tensor Sigmoid() => Op.Apply(new Unary<Sigmoid>(default), x);
    }
}
