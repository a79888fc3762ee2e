namespace Cajal.Networks;

/// <summary>W ~ N(μ, σ²), whatever the shape.</summary>
/// <remarks>With a fixed σ, signals grow or fade from layer to layer: σ = 1 saturates, σ = 0.01 starves. The He and Xavier initializers
/// choose σ by shape.</remarks>
/// <param name="standardDeviation">σ.</param>
/// <param name="mean">μ.</param>
public sealed class Normal(double standardDeviation = 1, double mean = 0) : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Rng rng, DType dtype = DType.Float32) =>
        Tensor.Normal(shape, rng.Child(), mean, standardDeviation, dtype);
}
