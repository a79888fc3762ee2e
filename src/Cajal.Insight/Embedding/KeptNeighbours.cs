namespace Cajal.Insight;

/// <summary>How faithful a picture of points is: the mean share of each point's K nearest that are among its K nearest in the original too.</summary>
internal static class KeptNeighbours
{
    /// <summary>The share, 0 to 1.</summary>
    /// <param name="points">[N, D].</param>
    /// <param name="picture">[N, E].</param>
    /// <param name="count">K.</param>
    public static double Of(double[,] points, double[,] picture, int count)
    {
        int n = points.GetLength(0), k = Math.Min(count, n - 1);
        if (k < 1) return 1;
        var shares = new double[n];
        Parallel.For(0, n, i => shares[i] = (double)Nearest(points, i, k).Intersect(Nearest(picture, i, k)).Count() / k);
        return shares.Average();
    }

    private static int[] Nearest(double[,] points, int from, int count)
    {
        int n = points.GetLength(0);
        var distances = new double[n];
        int[] order = [.. Enumerable.Range(0, n)];
        for (int j = 0; j < n; j++)
            for (int k = 0; k < points.GetLength(1); k++)
            {
                double apart = points[from, k] - points[j, k];
                distances[j] += apart * apart;
            }
        distances[from] = double.NegativeInfinity;
        Array.Sort(distances, order);
        return order[1..(count + 1)];
    }
}
