namespace Cajal;

/// <summary>y = −x      dy/dx = −1</summary>
public readonly record struct Negate : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => -x;

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => L.Of(-1);

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => ScalarOperand.Of(-1, x);
}

/// <summary>Change of sign.</summary>
public static class NegateOnTensor
{
    extension(Tensor)
    {
        /// <summary>−x, number by number.</summary>
        public static Tensor operator -(Tensor x) => x.DType.IsFloat() ? Op.Apply(new Unary<Negate>(default), x) : 0.0 - x;
    }
}
