namespace Cajal;

/// <summary>y = √x; NaN below 0      dy/dx = 1 / (2y)</summary>
public readonly record struct Sqrt : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Outputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Sqrt(x);

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => L.Of(0.5) / y;

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => 0.5 / y;
}

/// <summary>Square roots.</summary>
public static class SqrtOnTensor
{
    extension(Tensor x)
    {
        /// <summary>√x, number by number; NaN below 0. The derivative at 0 is ∞.</summary>
        public Tensor Sqrt() => Op.Apply(new Unary<Sqrt>(default), x);
    }
}
