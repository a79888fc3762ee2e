namespace Cajal.Insight;

/// <summary>Principal components: the directions in which points spread most, X·V with Xᵀ·X·V = V·Λ after the mean is taken from X.</summary>
/// <remarks>X: [N, D] → [N, K]. By subspace iteration from a fixed start, so that the same points give the same picture; of a direction and its opposite the one is taken whose
/// greatest part is positive. Source: Pearson (1901); Golub and Van Loan, Matrix Computations, §8.2.4.</remarks>
internal sealed class PrincipalComponents
{
    private const int MostRounds = 300;
    private const double Enough = 1e-10;

    private PrincipalComponents(double[][] directions, double[,] places, double[] shares) => (Directions, Places, Shares) = (directions, places, shares);

    /// <summary>The directions, each of length 1 in D numbers; zeros where nothing is left.</summary>
    public double[][] Directions { get; }

    /// <summary>The points along the directions, [N, K].</summary>
    public double[,] Places { get; }

    /// <summary>Share of the variance along each direction.</summary>
    public double[] Shares { get; }

    /// <summary>The first directions of some points.</summary>
    /// <param name="points">[N, D], finite.</param>
    /// <param name="count">K; directions beyond D are zeros.</param>
    /// <param name="areOffsets">Whether they are offsets already, from which no mean is taken.</param>
    public static PrincipalComponents Of(double[,] points, int count, bool areOffsets = false)
    {
        int n = points.GetLength(0), d = points.GetLength(1);
        double[,] x = areOffsets ? points : Centred(points, n, d);
        double total = 0;
        foreach (double value in x) total += value * value;
        var directions = new double[count][];
        for (int k = 0; k < count; k++) directions[k] = Start(d, k);
        Orthonormal(directions);
        var places = new double[n, count];
        var before = new double[count];
        for (int round = 0; round < MostRounds; round++)
        {
            Project(x, directions, places);
            // The plane is found before the directions in it are: each must have come to rest.
            bool rests = round > 0;
            for (int k = 0; k < count; k++)
            {
                double spread = 0;
                for (int i = 0; i < n; i++) spread += places[i, k] * places[i, k];
                rests &= Math.Abs(spread - before[k]) <= Enough * total;
                before[k] = spread;
            }
            if (rests) break;
            for (int k = 0; k < count; k++)
            {
                var next = new double[d];
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < d; j++) next[j] += x[i, j] * places[i, k];
                directions[k] = next;
            }
            Orthonormal(directions);
        }
        foreach (double[] direction in directions)
            if (direction.MaxBy(Math.Abs) < 0)
                for (int j = 0; j < d; j++) direction[j] = -direction[j];
        Project(x, directions, places);
        var shares = new double[count];
        for (int k = 0; k < count; k++)
            for (int i = 0; i < n; i++) shares[k] += total > 0 ? places[i, k] * places[i, k] / total : 0;
        return new PrincipalComponents(directions, places, shares);
    }

    private static double[,] Centred(double[,] points, int n, int d)
    {
        var x = new double[n, d];
        for (int j = 0; j < d; j++)
        {
            double mean = 0;
            for (int i = 0; i < n; i++) mean += points[i, j] / n;
            for (int i = 0; i < n; i++) x[i, j] = points[i, j] - mean;
        }
        return x;
    }

    // Any start will do that is not at right angles to what is sought.
    private static double[] Start(int d, int k) => [.. Enumerable.Range(0, d).Select(j => Math.Cos((j + 1.0) * (k + 1) * 0.7548776662466927))];

    private static void Project(double[,] x, double[][] directions, double[,] places)
    {
        for (int i = 0; i < x.GetLength(0); i++)
            for (int k = 0; k < directions.Length; k++)
            {
                double sum = 0;
                for (int j = 0; j < x.GetLength(1); j++) sum += x[i, j] * directions[k][j];
                places[i, k] = sum;
            }
    }

    // Gram and Schmidt; what is nothing but rounding becomes zero.
    private static void Orthonormal(double[][] directions)
    {
        for (int k = 0; k < directions.Length; k++)
        {
            double first = Math.Sqrt(directions[k].Sum(v => v * v));
            for (int other = 0; other < k; other++)
            {
                double along = directions[k].Zip(directions[other], (a, b) => a * b).Sum();
                for (int j = 0; j < directions[k].Length; j++) directions[k][j] -= along * directions[other][j];
            }
            double norm = Math.Sqrt(directions[k].Sum(v => v * v));
            for (int j = 0; j < directions[k].Length; j++) directions[k][j] = norm > 1e-9 * first ? directions[k][j] / norm : 0;
        }
    }
}
