namespace Cajal;

/// <summary>y = 1 / √x      dy/dx = −y³ / 2</summary>
public readonly record struct Rsqrt : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Outputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Of(1) / L.Sqrt(x);

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => L.Of(-0.5) * y * y * y;

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => -0.5 * y * y * y;
}

/// <summary>Reciprocal square roots.</summary>
public static class RsqrtOnTensor
{
    extension(Tensor x)
    {
        /// <summary>1 / √x, number by number; ∞ at 0, NaN below.</summary>
        public Tensor Rsqrt() => Op.Apply(new Unary<Rsqrt>(default), x);
    }
}
