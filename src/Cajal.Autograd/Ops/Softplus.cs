namespace Cajal;

/// <summary>y = ln(1 + e^(βx)) / β, and y = x where βx exceeds the threshold      dy/dx = σ(βx), 1 beyond the threshold</summary>
/// <param name="Beta">β, the sharpness of the bend.</param>
/// <param name="Threshold">βx from which on the function counts as straight.</param>
public readonly record struct Softplus(double Beta, double Threshold) : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L>
    {
        // ln(1 + eᶻ) = max(z, 0) + ln(1 + e^(−|z|)): nothing overflows.
        L z = x * L.Of(Beta), y = (L.AtLeast(z, L.Of(0)) + L.Log1p(L.Exp(-L.Abs(z)))) / L.Of(Beta);
        return L.Select(L.Less(L.Of(Threshold), z), x, y);
    }

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L>
    {
        L z = x * L.Of(Beta);
        return L.Select(L.Less(L.Of(Threshold), z), L.Of(1), L.Sigmoid(z));
    }

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y)
    {
        var z = x * Beta;
        return Tensor.Where(z > Threshold, 1, z.Sigmoid());
    }
}

/// <summary>The soft ReLU.</summary>
public static class SoftplusOnTensor
{
    extension(Tensor x)
    {
        /// <summary>ln(1 + e^(βx)) / β, number by number; x itself where βx exceeds the threshold.</summary>
        public Tensor Softplus(double beta = 1, double threshold = 20) => Op.Apply(new Unary<Softplus>(new(beta, threshold)), x);
    }
}
