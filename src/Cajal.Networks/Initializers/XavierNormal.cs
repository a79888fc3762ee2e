namespace Cajal.Networks;

/// <summary>W ~ N(0, σ²), σ = gain · √(2 / (fanIn + fanOut)): keeps the variance of activations and gradients through tanh and sigmoid layers.</summary>
/// <remarks>Source: Glorot and Bengio (2010), eq. 12.</remarks>
/// <param name="gain">See <see cref="Gain"/>; 1 when left out.</param>
public sealed class XavierNormal(double gain = 1) : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Rng rng, DType dtype = DType.Float32)
    {
        var (fanIn, fanOut) = Fans(shape);
        return Centered(shape, rng, gain * Math.Sqrt(2.0 / (fanIn + fanOut)), dtype);
    }
}
