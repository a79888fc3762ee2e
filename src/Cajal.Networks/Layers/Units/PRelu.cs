namespace Cajal.Networks;

/// <summary>y = x above 0, a·x below and at 0, with a learned.      [N, C, …] → the same shape, a: [1] or [C]</summary>
/// <remarks>Source: He, Zhang, Ren, Sun (2015).</remarks>
public sealed class PRelu : Layer
{
    /// <summary>A rectifier with learned slopes.</summary>
    /// <param name="channels">1 for one slope for all, C for one for each channel (axis 1).</param>
    /// <param name="slope">First value of each slope.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public PRelu(int channels = 1, double slope = 0.25, DType dtype = DType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        Weight = Register("weight", new Parameter(Tensor.Full([channels], slope, dtype)));
    }

    /// <summary>a: [1] or [C].</summary>
    public Parameter Weight { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (Weight.Count > 1 && (x.Rank < 2 || x.Shape[1] != Weight.Count)) throw new ShapeException("PRelu", $"[N, {Weight.Count}, …]",
            x.Shape);
        var slope = Weight.Count > 1 && x.Rank > 2 ? Weight.Reshape(ChannelAxis.Stretchable(x.Shape)) : Weight;
        return x.Rank == 0 ? Tensor.Where(x > 0, x, x * slope.Reshape(Shape.Scalar)) : Tensor.Where(x > 0, x, x * slope);
    }
}
