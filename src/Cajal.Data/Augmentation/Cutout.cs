namespace Cajal.Data;

/// <summary>A square of the given side, its middle anywhere in the picture, reads 0 in every plane: the mean of the training
/// part.</summary>
/// <remarks>Source: DeVries and Taylor (2017).</remarks>
public sealed record Cutout(int Pixels) : PixelStep("cutout")
{
    /// <inheritdoc/>
    public override string Describe() => $"a square of {Text(Pixels)} x {Text(Pixels)} pixels blotted out";

    internal override void Apply(Span<float> picture, PictureGrid grid, Rng rng)
    {
        int left = rng.NextInt(grid.Width) - Pixels / 2, top = rng.NextInt(grid.Height) - Pixels / 2;
        int from = Math.Max(0, left), to = Math.Min(grid.Width, left + Pixels);
        for (int plane = 0; plane < grid.Planes; plane++)
            for (int y = Math.Max(0, top); y < Math.Min(grid.Height, top + Pixels); y++)
                picture.Slice((plane * grid.Height + y) * grid.Width + from, to - from).Clear();
    }
}
