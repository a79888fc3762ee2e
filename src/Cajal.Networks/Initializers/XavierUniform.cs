namespace Cajal.Networks;

/// <summary>W ~ U(−b, b), b = gain · √(6 / (fanIn + fanOut)): keeps the variance of activations and gradients through tanh and sigmoid
/// layers.</summary>
/// <remarks>Source: Glorot and Bengio (2010), eq. 16.</remarks>
/// <param name="gain">See <see cref="Gain"/>; 1 when left out.</param>
public sealed class XavierUniform(double gain = 1) : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Rng rng, DType dtype = DType.Float32) => Symmetric(shape, rng, Bound(shape), dtype);

    internal double Bound(Shape shape) => gain * Math.Sqrt(6.0 / (Fans(shape).In + Fans(shape).Out));
}
