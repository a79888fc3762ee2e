namespace Cajal;

/// <summary>y = x where x &gt; 0, Slope · x elsewhere      dy/dx = 1 or Slope (Slope at 0)</summary>
/// <param name="Slope">Slope on the left side.</param>
public readonly record struct LeakyRelu(double Slope) : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Select(L.Less(L.Of(0), x), x, x * L.Of(Slope));

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => L.Select(L.Less(L.Of(0), x), L.Of(1), L.Of(Slope));

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => Tensor.Where(x > 0, ScalarOperand.Of(1, x), Slope);
}

/// <summary>Leaky ReLU.</summary>
public static class LeakyReluOnTensor
{
    extension(Tensor x)
    {
        /// <summary>x where x &gt; 0, slope · x elsewhere, number by number: no unit dies.</summary>
        public Tensor LeakyRelu(double slope = 0.01) => Op.Apply(new Unary<LeakyRelu>(new(slope)), x);
    }
}
