using System.Buffers;

namespace Cajal.Data;

/// <summary>x' = x + deviation · z, z normal; of standardised pixels, a share of the deviation of all pixels.</summary>
public sealed record Noise(double Deviation) : PixelStep("noise")
{
    /// <inheritdoc/>
    public override string Describe() => $"noise of {Text(Deviation)} deviations added to each number";

    internal override void Apply(Span<float> picture, PictureGrid grid, Rng rng)
    {
        float[] grain = ArrayPool<float>.Shared.Rent(picture.Length);
        var drawn = grain.AsSpan(0, picture.Length);
        rng.FillNormal(drawn, 0, (float)Deviation);
        for (int i = 0; i < picture.Length; i++) picture[i] += drawn[i];
        ArrayPool<float>.Shared.Return(grain);
    }
}
