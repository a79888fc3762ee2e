namespace Cajal;

/// <summary>y = 1 / x      dy/dx = −y²</summary>
public readonly record struct Reciprocal : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Outputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Of(1) / x;

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => -(y * y);

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => -(y * y);
}

/// <summary>Reciprocals.</summary>
public static class ReciprocalOnTensor
{
    extension(Tensor x)
    {
        /// <summary>1 / x, number by number; ∞ at 0.</summary>
        public Tensor Reciprocal() => Op.Apply(new Unary<Reciprocal>(default), x);
    }
}
