namespace Cajal.Networks;

/// <summary>Channels arranged as places.      [N, C·r², H, W] → [N, C, H·r, W·r]</summary>
/// <param name="upscaleFactor">r.</param>
public sealed class PixelShuffle(int upscaleFactor) : Layer
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.PixelShuffle(upscaleFactor);
}

/// <summary>Places arranged as channels.      [N, C, H·r, W·r] → [N, C·r², H, W]</summary>
/// <param name="downscaleFactor">r.</param>
public sealed class PixelUnshuffle(int downscaleFactor) : Layer
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.PixelUnshuffle(downscaleFactor);
}
