namespace Cajal.Networks;

/// <summary>W ~ U(−b, b), b = gain · √(6 / (fanIn + fanOut)): keeps the variance of activations and gradients through tanh and sigmoid layers.</summary>
/// <remarks>Source: Glorot and Bengio (2010), eq. 16.</remarks>
/// <param name="gain">See <see cref="Gain"/>; 1 when left out.</param>
public sealed class XavierUniform(double gain = 1) : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Rng rng, DType dtype = DType.Float32)
    {
        var (fanIn, fanOut) = Fans(shape);
        return Symmetric(shape, rng, gain * Math.Sqrt(6.0 / (fanIn + fanOut)), dtype);
    }
}
