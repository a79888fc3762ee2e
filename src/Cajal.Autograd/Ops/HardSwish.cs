namespace Cajal;

/// <summary>y = x · min(max(x + 3, 0), 6) / 6      dy/dx = 0 where x &lt; −3, 1 where x &gt; 3, x/3 + 1/2 between</summary>
/// <remarks>Howard and others 2019 (MobileNetV3), equation 2.</remarks>
public readonly record struct HardSwish : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.AtLeast(x, L.Of(-3)) * L.AtMost(L.AtLeast(x + L.Of(3), L.Of(0)), L.Of(6)) / L.Of(6);

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> =>
        L.Select(L.Less(x, L.Of(-3)), L.Of(0), L.Select(L.Less(L.Of(3), x), L.Of(1), x / L.Of(3) + L.Of(0.5)));

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => Tensor.Where(x < -3, 0, Tensor.Where(x > 3, 1, x / 3 + 0.5));
}

/// <summary>Hard swish.</summary>
public static class HardSwishOnTensor
{
    extension(Tensor x)
    {
        /// <summary>x · min(max(x + 3, 0), 6) / 6, number by number.</summary>
        public Tensor HardSwish() => Op.Apply(new Unary<HardSwish>(default), x);
    }
}
