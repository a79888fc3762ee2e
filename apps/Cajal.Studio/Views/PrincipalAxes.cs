using Cajal.Insight;

namespace Cajal.Studio;

/// <summary>The two principal directions of rows that are offsets from where the axes cross; where they lie on one line, any direction at right angles to it is the second.</summary>
/// <param name="First">The widest direction, of length 1.</param>
/// <param name="Second">The widest of those at right angles to it.</param>
/// <param name="Shares">What share of Σ|row|² lies along each.</param>
internal sealed record PrincipalAxes(double[] First, double[] Second, double[] Shares)
{
    /// <summary>Of rows [n][d]; null when all of them are the crossing itself.</summary>
    public static PrincipalAxes? Of(double[][] rows)
    {
        double total = rows.Sum(r => Dot(r, r));
        if (!(total > 0) || !double.IsFinite(total)) return null;
        var points = new double[rows.Length, rows[0].Length];
        for (int i = 0; i < rows.Length; i++)
            for (int k = 0; k < rows[i].Length; k++) points[i, k] = rows[i][k];
        var found = PrincipalComponents.Of(points, 2, areOffsets: true);
        var (first, second) = (found.Directions[0], found.Directions[1]);
        // Rounding leaves crumbs where all rows lie on one line.
        return new PrincipalAxes(first, found.Shares[1] > 1e-12 ? second : RightAngle(first), found.Shares);
    }

    /// <summary>a·b.</summary>
    public static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static double[] RightAngle(double[] axis)
    {
        var other = new double[axis.Length];
        if (axis.Length == 1) return other;
        int least = Array.IndexOf(axis, axis.MinBy(Math.Abs));
        for (int i = 0; i < axis.Length; i++) other[i] = (i == least ? 1 : 0) - axis[least] * axis[i];
        double length = Math.Sqrt(Dot(other, other));
        return [.. other.Select(v => v / length)];
    }
}
