namespace Cajal;

/// <summary>y = sin x      dy/dx = cos x</summary>
public readonly record struct Sin : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Sin(x);

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => L.Cos(x);

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => x.Cos();
}

/// <summary>Sines.</summary>
public static class SinOnTensor
{
    extension(Tensor x)
    {
        /// <summary>sin x, x in radians, number by number.</summary>
        public Tensor Sin() => Op.Apply(new Unary<Sin>(default), x);
    }
}
