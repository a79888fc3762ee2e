namespace Cajal.Studio;

/// <summary>The two directions in which rows are spread most, by power iteration on their products with each other; the rows are offsets from where the axes cross.</summary>
/// <param name="First">The widest direction, of length 1.</param>
/// <param name="Second">The widest of those at right angles to it.</param>
/// <param name="Shares">What share of Σ|row|² lies along each.</param>
internal sealed record PrincipalAxes(double[] First, double[] Second, double[] Shares)
{
    private const int Rounds = 60;

    /// <summary>Of rows [n][d]; null when all of them are the crossing itself.</summary>
    public static PrincipalAxes? Of(double[][] rows)
    {
        double total = rows.Sum(r => Dot(r, r));
        if (!(total > 0) || !double.IsFinite(total)) return null;
        double[] first = Widest(rows);
        double[][] rest = [.. rows.Select(r => Along(r, first) is var a ? r.Zip(first, (v, f) => v - a * f).ToArray() : r)];
        // Rounding leaves crumbs where all rows lie on one line.
        double[] second = rest.Sum(r => Dot(r, r)) > 1e-12 * total ? Widest(rest) : RightAngle(first);
        return new PrincipalAxes(first, second, [rows.Sum(r => Square(Along(r, first))) / total, rows.Sum(r => Square(Along(r, second))) / total]);
    }

    /// <summary>a·b.</summary>
    public static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static double Along(double[] row, double[] axis) => Dot(row, axis);

    private static double Square(double x) => x * x;

    private static double[] Widest(double[][] rows)
    {
        double[] direction = [.. rows.MaxBy(r => Dot(r, r))!];
        for (int round = 0; round < Rounds; round++)
        {
            var next = new double[direction.Length];
            foreach (double[] row in rows)
            {
                double along = Dot(row, direction);
                for (int i = 0; i < next.Length; i++) next[i] += along * row[i];
            }
            double length = Math.Sqrt(Dot(next, next));
            direction = [.. next.Select(v => v / length)];
        }
        // Both signs are right; one is kept, so that the picture does not flip.
        return direction.MaxBy(Math.Abs) < 0 ? [.. direction.Select(v => -v)] : direction;
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
