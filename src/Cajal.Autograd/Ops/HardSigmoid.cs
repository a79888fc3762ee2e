namespace Cajal;

/// <summary>y = min(max(x + 3, 0), 6) / 6      dy/dx = 1/6 where −3 &lt; x &lt; 3, else 0</summary>
public readonly record struct HardSigmoid : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.AtMost(L.AtLeast(x + L.Of(3), L.Of(0)), L.Of(6)) / L.Of(6);

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => L.Select(L.Less(L.Abs(x), L.Of(3)), L.Of(1.0 / 6), L.Of(0));

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => Tensor.Where(x.StopGradient().Abs() < 3, ScalarOperand.Of(1.0 / 6, x), 0);
}

/// <summary>Hard sigmoid.</summary>
public static class HardSigmoidOnTensor
{
    extension(Tensor x)
    {
        /// <summary>min(max(x + 3, 0), 6) / 6, number by number.</summary>
        public Tensor HardSigmoid() => Op.Apply(new Unary<HardSigmoid>(default), x);
    }
}
