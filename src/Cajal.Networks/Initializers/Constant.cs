namespace Cajal.Networks;

/// <summary>W = c everywhere.</summary>
/// <param name="value">c.</param>
public sealed class Constant(double value) : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Rng rng, DType dtype = DType.Float32) => Tensor.Full(shape, value, dtype);
}
