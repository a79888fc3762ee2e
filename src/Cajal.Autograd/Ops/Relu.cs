namespace Cajal;

/// <summary>y = max(0, x)      dy/dx = 1 where x &gt; 0, else 0 (also at 0)</summary>
public readonly record struct Relu : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Outputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.AtLeast(x, L.Of(0));

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => L.Select(L.Less(L.Of(0), y), L.Of(1), L.Of(0));

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => (y > 0).To(y.DType);
}

/// <summary>ReLU.</summary>
public static class ReluOnTensor
{
    extension(Tensor x)
    {
        /// <summary>max(0, x), number by number.</summary>
        public Tensor Relu() => Op.Apply(new Unary<Relu>(default), x);
    }
}
