namespace Cajal.Networks;

/// <summary>W ~ U(−b, b), b = gain · √(3 / fanIn), gain √2 for ReLU: keeps the variance of activations through ReLU layers.</summary>
/// <remarks>Source: He, Zhang, Ren, Sun (2015), Delving Deep into Rectifiers, eq. 10.</remarks>
/// <param name="gain">√2 for ReLU (default), 1 for linear layers, 5/3 for tanh.</param>
public sealed class HeUniform(double gain = 1.4142135623730951) : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Rng rng, DType dtype = DType.Float32)
    {
        double bound = gain * Math.Sqrt(3.0 / Fans(shape).In);
        return Tensor.Uniform(shape, rng.Child(), -bound, bound, dtype);
    }
}
