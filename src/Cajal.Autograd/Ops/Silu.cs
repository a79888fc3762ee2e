namespace Cajal;

/// <summary>y = x · σ(x)      dy/dx = s + x · s · (1 − s), s = σ(x)</summary>
/// <remarks>Also called swish. σ is 0 or 1 to the last digit beyond ±1000, so factors x are held there: −∞ gives 0, not NaN.</remarks>
public readonly record struct Silu : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.AtLeast(x, L.Of(-1000)) * L.Sigmoid(x);

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L>
    {
        L s = L.Sigmoid(x), near = L.AtMost(L.AtLeast(x, L.Of(-1000)), L.Of(1000));
        return s + near * s * (L.Of(1) - s);
    }

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y)
    {
        var near = x.Clamp(-1000, 1000);
        var s = near.Sigmoid();
        return s + near * s * (1 - s);
    }
}

/// <summary>SiLU.</summary>
public static class SiluOnTensor
{
    extension(Tensor x)
    {
        /// <summary>x · σ(x), number by number.</summary>
        public Tensor Silu() => Op.Apply(new Unary<Silu>(default), x);
    }
}
