namespace Cajal.Networks;

/// <summary>W ~ U(low, high), whatever the shape.</summary>
/// <param name="low">Smallest value.</param>
/// <param name="high">Bound above, itself left out.</param>
public sealed class Uniform(double low = 0, double high = 1) : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Rng rng, DType dtype = DType.Float32) =>
        Tensor.Uniform(shape, rng.Child(), low, high, dtype);
}
