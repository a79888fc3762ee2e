namespace Cajal.Data;

/// <summary>A part of the picture, each side a share drawn in least..1 of the whole's, at a place drawn at random, stretched to the
/// whole.</summary>
public sealed record Crop(double Least) : BendingStep("crop")
{
    /// <inheritdoc/>
    public override string Describe() => $"a part of at least {Text(100 * Least)} % of each side, stretched to the whole";

    internal override Bend Then(Bend before, PictureGrid grid, Rng rng)
    {
        double wide = Least + (1 - Least) * rng.NextDouble(), high = Least + (1 - Least) * rng.NextDouble();
        double across = (rng.NextDouble() - 0.5) * (1 - wide) * grid.Width, down = (rng.NextDouble() - 0.5) * (1 - high) * grid.Height;
        return new Bend(wide, 0, across, 0, high, down).After(before);
    }
}
