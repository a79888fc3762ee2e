namespace Cajal;

/// <summary>y = tanh x      dy/dx = 1 − y²</summary>
public readonly record struct Tanh : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Outputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Tanh(x);

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => L.Of(1) - y * y;

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => 1 - y.Square();
}

/// <summary>Hyperbolic tangents.</summary>
public static class TanhOnTensor
{
    extension(Tensor x)
    {
        /// <summary>tanh x, number by number: −1 … 1.</summary>
        public Tensor Tanh() => Op.Apply(new Unary<Tanh>(default), x);
    }
}
