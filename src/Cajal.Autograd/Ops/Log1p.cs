namespace Cajal;

/// <summary>y = ln(1 + x), with all digits near 0      dy/dx = 1 / (1 + x)</summary>
public readonly record struct Log1p : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Log1p(x);

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => L.Of(1) / (L.Of(1) + x);

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => 1 / (1 + x);
}

/// <summary>ln(1 + x).</summary>
public static class Log1pOnTensor
{
    extension(Tensor x)
    {
        /// <summary>ln(1 + x) without loss of digits near 0, number by number.</summary>
        public Tensor Log1p() => Op.Apply(new Unary<Log1p>(default), x);
    }
}
