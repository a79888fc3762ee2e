namespace Cajal.Networks;

/// <summary>W ~ N(0, σ²), σ = gain · √(2 / (fanIn + fanOut)): keeps the variance of activations and gradients through tanh and sigmoid
/// layers.</summary>
/// <remarks>Source: Glorot and Bengio (2010), eq. 12.</remarks>
/// <param name="gain">See <see cref="Gain"/>; 1 when left out.</param>
public sealed class XavierNormal(double gain = 1) : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Rng rng, DType dtype = DType.Float32) => Centered(shape, rng, Deviation(shape), dtype);

    internal double Deviation(Shape shape) => gain * Math.Sqrt(2.0 / (Fans(shape).In + Fans(shape).Out));
}
