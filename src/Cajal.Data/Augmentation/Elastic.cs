namespace Cajal.Data;

/// <summary>x_old = x + d(x): a smooth field d of cubic B-splines through normal numbers on a coarse grid, its size about the given
/// pixels.</summary>
/// <remarks>As if the paper were rubber: Simard, Steinkraus, Platt (2003); splines on a grid instead of a blurred field, Rueckert et al.
/// (1999).</remarks>
public sealed record Elastic(double Pixels, double Spacing) : PictureStep("elastic")
{
    // Σ (spline weights)² is 151/315 in the mean of a cell and in each direction, so the field's deviation is that share of the numbers'.
    private const double Loss = 151 / 315.0;

    /// <inheritdoc/>
    public override string Describe() => $"warped smoothly by about {Text(Pixels)} pixels, even over {Text(Spacing)} pixels";

    /// <summary>Points of the coarse grid along a side: those that any pixel looks at.</summary>
    internal int Points(int side) => (int)Math.Floor((side - 1) / Spacing) + 4;

    /// <summary>Draws the numbers of both directions, [2, points of the height, points of the width].</summary>
    internal void Draw(Span<float> field, Rng rng) => rng.FillNormal(field, 0, (float)(Pixels / Loss));

    /// <summary>The four weights of cubic B-splines at a pixel, and the first point they belong to.</summary>
    internal int Weights(int pixel, Span<float> weights)
    {
        double at = pixel / Spacing;
        int first = (int)at;
        float t = (float)(at - first), s = 1 - t;
        weights[0] = s * s * s / 6;
        weights[1] = (3 * t * t * t - 6 * t * t + 4) / 6;
        weights[2] = (3 * s * s * s - 6 * s * s + 4) / 6;
        weights[3] = t * t * t / 6;
        return first;
    }
}
