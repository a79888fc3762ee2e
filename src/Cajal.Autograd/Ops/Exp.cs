namespace Cajal;

/// <summary>y = eˣ      dy/dx = y</summary>
public readonly record struct Exp : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Outputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Exp(x);

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => y;

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => y;
}

/// <summary>The exponential function.</summary>
public static class ExpOnTensor
{
    extension(Tensor x)
    {
        /// <summary>eˣ, number by number.</summary>
        public Tensor Exp() => Op.Apply(new Unary<Exp>(default), x);
    }
}
