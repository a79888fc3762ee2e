namespace Cajal.Data;

/// <summary>x_old = x − (u, v), both drawn in −pixels..pixels.</summary>
public sealed record Shift(double Pixels) : BendingStep("shift")
{
    /// <inheritdoc/>
    public override string Describe() => $"shifted by up to {Text(Pixels)} pixels in each direction";

    internal override Bend Then(Bend before, PictureGrid grid, Rng rng)
    {
        double across = (2 * rng.NextDouble() - 1) * Pixels, down = (2 * rng.NextDouble() - 1) * Pixels;
        return new Bend(1, 0, -across, 0, 1, -down).After(before);
    }
}
