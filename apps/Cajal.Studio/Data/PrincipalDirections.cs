namespace Cajal.Studio;

/// <summary>The two directions in which values, in units of a spread, differ most: the eigenvectors of their covariances with the largest eigenvalues, by power iteration.</summary>
internal static class PrincipalDirections
{
    private const int Steps = 300;

    /// <summary>Two vectors of length 1, one number for each column; columns that never change have 0.</summary>
    public static double[][] Of(float[,] values, ReadOnlySpan<int> rows, IReadOnlyList<(double Mean, double Spread)> moments)
    {
        int width = moments.Count;
        var covariances = new double[width, width];
        var z = new double[width];
        foreach (int row in rows)
        {
            for (int c = 0; c < width; c++) z[c] = moments[c].Spread > 0 ? (values[row, c] - moments[c].Mean) / moments[c].Spread : 0;
            for (int a = 0; a < width; a++)
                for (int b = 0; b < width; b++) covariances[a, b] += z[a] * z[b] / rows.Length;
        }
        double[] first = Largest(covariances, null);
        return [first, Largest(covariances, first)];
    }

    // v ← C·v / |C·v|, held at a right angle to what was found before.
    private static double[] Largest(double[,] matrix, double[]? before)
    {
        int width = matrix.GetLength(0);
        // A start that no symmetry of the data stands at a right angle to.
        double[] v = [.. Enumerable.Range(0, width).Select(c => 1 + 0.1 * Math.Sin(3.7 * c))];
        for (int step = 0; step < Steps; step++)
        {
            var next = new double[width];
            for (int a = 0; a < width; a++)
                for (int b = 0; b < width; b++) next[a] += matrix[a, b] * v[b];
            if (before is not null)
            {
                double along = next.Zip(before, (n, w) => n * w).Sum();
                for (int a = 0; a < width; a++) next[a] -= along * before[a];
            }
            double length = Math.Sqrt(next.Sum(n => n * n));
            if (length < 1e-12) return new double[width];
            v = Array.ConvertAll(next, n => n / length);
        }
        return v;
    }
}
