namespace Cajal;

/// <summary>y = eˣ − 1, with all digits near 0      dy/dx = y + 1</summary>
public readonly record struct Expm1 : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Outputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Expm1(x);

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => y + L.Of(1);

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => y + 1;
}

/// <summary>eˣ − 1.</summary>
public static class Expm1OnTensor
{
    extension(Tensor x)
    {
        /// <summary>eˣ − 1 without loss of digits near 0, number by number.</summary>
        public Tensor Expm1() => Op.Apply(new Unary<Expm1>(default), x);
    }
}
