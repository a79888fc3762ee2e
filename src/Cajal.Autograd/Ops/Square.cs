namespace Cajal;

/// <summary>y = x²      dy/dx = 2x</summary>
public readonly record struct Square : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => x * x;

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => x + x;

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => x * 2;
}

/// <summary>Squares.</summary>
public static class SquareOnTensor
{
    extension(Tensor x)
    {
        /// <summary>x², number by number.</summary>
        public Tensor Square() => x.DType.IsFloat() ? Op.Apply(new Unary<Square>(default), x) : x * x;
    }
}
