namespace Cajal;

/// <summary>y = cos x      dy/dx = −sin x</summary>
public readonly record struct Cos : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Cos(x);

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => -L.Sin(x);

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => -x.Sin();
}

/// <summary>Cosines.</summary>
public static class CosOnTensor
{
    extension(Tensor x)
    {
        /// <summary>cos x, x in radians, number by number.</summary>
        public Tensor Cos() => Op.Apply(new Unary<Cos>(default), x);
    }
}
