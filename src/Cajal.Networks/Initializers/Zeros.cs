namespace Cajal.Networks;

/// <summary>W = 0: right for biases. All hidden units that start at zero stay equal to each other for ever.</summary>
public sealed class Zeros : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Rng rng, DType dtype = DType.Float32) => Tensor.Zeros(shape, dtype);
}
