namespace Cajal.Data;

/// <summary>x_old = x / f about the middle, ln f drawn in ±ln(1 + share).</summary>
public sealed record Zoom(double Share) : BendingStep("scale")
{
    /// <inheritdoc/>
    public override string Describe() => $"made larger or smaller by up to {Text(100 * Share)} %";

    internal override Bend Then(Bend before, PictureGrid grid, Rng rng)
    {
        double shrink = Math.Exp((2 * rng.NextDouble() - 1) * Math.Log(1 + Share));
        return new Bend(shrink, 0, 0, 0, shrink, 0).After(before);
    }
}
