namespace Cajal.Networks;

/// <summary>Grey pictures as pictures of one plane, for convolutions.      [N, H, W] → [N, 1, H, W]; [N, C, H, W] as it is</summary>
public sealed class Planes : Layer
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Rank switch
    {
        4 => x,
        3 => x.Reshape(x.Shape[0], 1, x.Shape[1], x.Shape[2]),
        _ => throw new ShapeException("Planes", "pictures [N, H, W] or [N, C, H, W]", x.Shape),
    };
}
