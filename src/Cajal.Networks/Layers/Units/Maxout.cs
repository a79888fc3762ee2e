namespace Cajal.Networks;

/// <summary>yⱼ = maxₖ (x·Wⱼₖᵀ + bⱼₖ): each unit is the largest of several products.      […, in] → […, out]</summary>
/// <remarks>Source: Goodfellow, Warde-Farley, Mirza, Courville, Bengio (2013). The products are one linear layer of out · pieces units,
/// those of a unit side
/// by side.</remarks>
public sealed class Maxout : Layer
{
    private readonly Linear products;
    private readonly int pieces;

    /// <summary>A layer of maxout units.</summary>
    /// <param name="inFeatures">Size of the last axis of x.</param>
    /// <param name="outFeatures">Size of the last axis of y.</param>
    /// <param name="pieces">Products of each unit.</param>
    /// <param name="rng">Random numbers; the next numbered child is taken.</param>
    /// <param name="bias">False leaves b out.</param>
    /// <param name="weight">First values of W; He uniform when left out.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public Maxout(int inFeatures, int outFeatures, int pieces, Rng rng, bool bias = true, Initializer? weight = null,
        DType dtype = DType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outFeatures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pieces, 1);
        this.pieces = pieces;
        products = RegisterModule("products", new Linear(inFeatures, checked(outFeatures * pieces), rng, bias, weight, dtype));
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        var all = products.Forward(x);
        return all.Reshape(Shape.Of([.. all.Shape.ToArray()[..^1], all.Shape[-1] / pieces, pieces])).Max(-1);
    }
}
