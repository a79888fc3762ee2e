namespace Cajal.Networks;

/// <summary>y = silu(x·Wᵀ + b) ⊙ (x·Vᵀ + c): a product with a gate.      […, in] → […, out]</summary>
/// <remarks>Source: Shazeer (2020). W and V are one linear layer of 2·out units, the gates first.</remarks>
public sealed class SwiGlu : Layer
{
    private readonly Linear products;

    /// <summary>A layer of gated units.</summary>
    /// <param name="inFeatures">Size of the last axis of x.</param>
    /// <param name="outFeatures">Size of the last axis of y.</param>
    /// <param name="rng">Random numbers; the next numbered child is taken.</param>
    /// <param name="bias">False leaves b and c out.</param>
    /// <param name="weight">First values of W and V; He uniform when left out.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public SwiGlu(int inFeatures, int outFeatures, Rng rng, bool bias = true, Initializer? weight = null, DType dtype = DType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outFeatures, 1);
        products = RegisterModule("products", new Linear(inFeatures, checked(2 * outFeatures), rng, bias, weight, dtype));
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        var both = products.Forward(x);
        int half = both.Shape[-1] / 2;
        return both.Slice(-1, ..half).Silu() * both.Slice(-1, half..);
    }
}
