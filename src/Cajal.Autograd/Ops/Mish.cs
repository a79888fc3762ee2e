namespace Cajal;

/// <summary>y = x · t, t = tanh(ln(1 + eˣ))      dy/dx = t + x · (1 − t²) · σ(x)</summary>
/// <remarks>Misra 2019. t is 0 or 1 to the last digit beyond ±1000, so factors x are held there: −∞ gives 0, not NaN.</remarks>
public readonly record struct Mish : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.AtLeast(x, L.Of(-1000)) * TanhOfSoftplus(x);

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L>
    {
        L t = TanhOfSoftplus(x), near = L.AtMost(L.AtLeast(x, L.Of(-1000)), L.Of(1000));
        return t + near * (L.Of(1) - t * t) * L.Sigmoid(x);
    }

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y)
    {
        var near = x.Clamp(-1000, 1000);
        var t = near.Softplus(threshold: double.PositiveInfinity).Tanh();
        return t + near * (1 - t.Square()) * near.Sigmoid();
    }

    // tanh(ln(1 + e)) = ((1 + e)² − 1)/((1 + e)² + 1) with e = eˣ; 1 to the last digit from x = 40 on.
    private static L TanhOfSoftplus<L>(L x) where L : struct, ILane<L>
    {
        L e = L.Exp(L.AtMost(x, L.Of(40))), n = e * (e + L.Of(2));
        return n / (n + L.Of(2));
    }
}

/// <summary>Mish.</summary>
public static class MishOnTensor
{
    extension(Tensor x)
    {
        /// <summary>x · tanh(ln(1 + eˣ)), number by number.</summary>
        public Tensor Mish() => Op.Apply(new Unary<Mish>(default), x);
    }
}
