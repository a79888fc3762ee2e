namespace Cajal.Networks;

/// <summary>W ~ N(0, 1/fanIn): keeps the variance of activations through linear and SELU layers.</summary>
/// <remarks>Source: LeCun, Bottou, Orr, Müller (1998), Efficient BackProp, eq. 16.</remarks>
public sealed class LeCunNormal : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Rng rng, DType dtype = DType.Float32) => Centered(shape, rng, Deviation(shape), dtype);

    internal static double Deviation(Shape shape) => 1 / Math.Sqrt(Fans(shape).In);
}
