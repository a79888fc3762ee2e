namespace Cajal.Networks;

/// <summary>W ~ U(−b, b), b = √(3/fanIn): keeps the variance of activations through linear and SELU layers.</summary>
/// <remarks>Source: LeCun, Bottou, Orr, Müller (1998), Efficient BackProp, eq. 16.</remarks>
public sealed class LeCunUniform : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Rng rng, DType dtype = DType.Float32) => Symmetric(shape, rng, Bound(shape), dtype);

    internal static double Bound(Shape shape) => Math.Sqrt(3.0 / Fans(shape).In);
}
