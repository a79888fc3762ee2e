namespace Cajal;

/// <summary>y = x − tanh x      dy/dx = tanh² x</summary>
public readonly record struct TanhShrink : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => x - L.Tanh(x);

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => L.Tanh(x) * L.Tanh(x);

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => x.Tanh().Square();
}

/// <summary>x without its tanh.</summary>
public static class TanhShrinkOnTensor
{
    extension(Tensor x)
    {
        /// <summary>x − tanh x, number by number.</summary>
        public Tensor TanhShrink() => Op.Apply(new Unary<TanhShrink>(default), x);
    }
}
