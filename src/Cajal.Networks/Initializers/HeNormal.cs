namespace Cajal.Networks;

/// <summary>W ~ N(0, σ²), σ = gain / √fan, gain √2 for ReLU: keeps the variance through ReLU layers.</summary>
/// <remarks>Source: He, Zhang, Ren, Sun (2015), Delving Deep into Rectifiers, eq. 10.</remarks>
/// <param name="gain">See <see cref="Gain"/>; √2 for ReLU when left out.</param>
/// <param name="fan">Fan-in keeps the activations, fan-out the gradients.</param>
public sealed class HeNormal(double gain = Gain.Relu, Fan fan = Fan.In) : Initializer
{
    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Rng rng, DType dtype = DType.Float32) => Centered(shape, rng, Deviation(shape), dtype);

    internal double Deviation(Shape shape) => gain / Math.Sqrt(fan.Count(shape));
}
