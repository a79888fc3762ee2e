namespace Cajal.Data;

/// <summary>x_old = R(−φ)·x about the middle, φ drawn in −degrees..degrees.</summary>
public sealed record Rotate(double Degrees) : BendingStep("rotate")
{
    /// <inheritdoc/>
    public override string Describe() => $"turned by up to {Text(Degrees)} degrees to either side";

    internal override Bend Then(Bend before, PictureGrid grid, Rng rng)
    {
        var (sine, cosine) = Math.SinCos((2 * rng.NextDouble() - 1) * Degrees * Math.PI / 180);
        return new Bend(cosine, sine, 0, -sine, cosine, 0).After(before);
    }
}
