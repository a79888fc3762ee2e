namespace Cajal.Insight;

/// <summary>t-SNE: points in the plane whose neighbours are those of points in many dimensions; minimises Σ pᵢⱼ·log(pᵢⱼ / qᵢⱼ) with
/// qᵢⱼ ∝ 1 / (1 + ‖yᵢ − yⱼ‖²).</summary>
/// <remarks>X: [N, D] → Y: [N, 2]. Distances between far groups and sizes of groups mean nothing in Y. Exact, N² in time and memory; the start is the first two principal
/// components, so that the same points give the same picture. Source: van der Maaten and Hinton (2008); start and η = N / 12: Kobak and Berens (2019).</remarks>
internal static class Tsne
{
    /// <summary>The most points: 2,000² numbers are 32 MB.</summary>
    public const int MostPoints = 2_000;

    private const int EarlyRounds = 150, Rounds = 500, Halvings = 60;
    private const double EarlyPull = 12;

    /// <summary>The points in the plane.</summary>
    /// <param name="points">[N, D], finite.</param>
    /// <param name="perplexity">About how many neighbours count; taken down to a third of N where there are fewer.</param>
    /// <param name="cancellation">Ends with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">Fewer than 4 points, or too many.</exception>
    public static double[,] Of(double[,] points, double perplexity = 30, CancellationToken cancellation = default)
    {
        int n = points.GetLength(0);
        if (n is < 4 or > MostPoints) throw new ArgumentException($"t-SNE takes 4 to {MostPoints} points; received {n}.");
        double[][] p = Similarities(points, Math.Min(perplexity, (n - 1) / 3.0));
        double[,] y = Start(points, n);
        double[,] step = new double[n, 2], gains = new double[n, 2], slope = new double[n, 2];
        for (int i = 0; i < n; i++) (gains[i, 0], gains[i, 1]) = (1, 1);
        double rate = Math.Max(50, n / 12.0);
        for (int round = 0; round < Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            Slope(p, y, round < EarlyRounds ? EarlyPull : 1, slope);
            double momentum = round < EarlyRounds ? 0.5 : 0.8;
            for (int i = 0; i < n; i++)
                for (int k = 0; k < 2; k++)
                {
                    gains[i, k] = Math.Max(0.01, Math.Sign(slope[i, k]) == Math.Sign(step[i, k]) ? gains[i, k] * 0.8 : gains[i, k] + 0.2);
                    step[i, k] = momentum * step[i, k] - rate * gains[i, k] * slope[i, k];
                    y[i, k] += step[i, k];
                }
        }
        return y;
    }

    // ∂C/∂yᵢ = 4·Σⱼ (e·pᵢⱼ − qᵢⱼ)·(yᵢ − yⱼ) / (1 + ‖yᵢ − yⱼ‖²), each row by itself and the sum over rows in their order: the same numbers on any number of threads.
    private static void Slope(double[][] p, double[,] y, double pull, double[,] slope)
    {
        int n = p.Length;
        var sums = new double[n];
        Parallel.For(0, n, i =>
        {
            double sum = 0;
            for (int j = 0; j < n; j++)
                if (j != i) sum += Kernel(y, i, j);
            sums[i] = sum;
        });
        double total = sums.Sum();
        Parallel.For(0, n, i =>
        {
            double a = 0, b = 0;
            double[] row = p[i];
            for (int j = 0; j < n; j++)
            {
                double kernel = Kernel(y, i, j), force = (pull * row[j] - kernel / total) * kernel;
                a += force * (y[i, 0] - y[j, 0]);
                b += force * (y[i, 1] - y[j, 1]);
            }
            (slope[i, 0], slope[i, 1]) = (4 * a, 4 * b);
        });
    }

    private static double Kernel(double[,] y, int i, int j)
    {
        double a = y[i, 0] - y[j, 0], b = y[i, 1] - y[j, 1];
        return 1 / (1 + a * a + b * b);
    }

    // pᵢⱼ = (pⱼ|ᵢ + pᵢ|ⱼ) / 2N, where pⱼ|ᵢ ∝ exp(−βᵢ·‖xᵢ − xⱼ‖²) has the perplexity asked for.
    private static double[][] Similarities(double[,] points, double perplexity)
    {
        int n = points.GetLength(0), d = points.GetLength(1);
        var rows = new double[n][];
        Parallel.For(0, n, i =>
        {
            var distances = new double[n];
            for (int j = 0; j < n; j++)
                for (int k = 0; k < d; k++)
                {
                    double apart = points[i, k] - points[j, k];
                    distances[j] += apart * apart;
                }
            rows[i] = Neighbours(distances, i, Math.Log(perplexity));
        });
        var p = new double[n][];
        for (int i = 0; i < n; i++) p[i] = new double[n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                if (i != j) p[i][j] = Math.Max(1e-12, (rows[i][j] + rows[j][i]) / (2.0 * n));
        return p;
    }

    private static double[] Neighbours(double[] distances, int self, double entropy)
    {
        double nearest = distances.Where((_, j) => j != self).Min(), low = 0, high = double.PositiveInfinity;
        double mean = distances.Sum() / (distances.Length - 1), beta = mean > 0 ? 1 / mean : 1;
        var p = new double[distances.Length];
        for (int round = 0; round < Halvings; round++)
        {
            double sum = 0, weighted = 0;
            for (int j = 0; j < p.Length; j++)
            {
                // The nearest has exponent 0: whatever β is, the sum is at least 1.
                p[j] = j == self ? 0 : Math.Exp(-beta * (distances[j] - nearest));
                sum += p[j];
                weighted += p[j] * (distances[j] - nearest);
            }
            double now = Math.Log(sum) + beta * weighted / sum;
            for (int j = 0; j < p.Length; j++) p[j] /= sum;
            if (Math.Abs(now - entropy) < 1e-5) break;
            if (now > entropy) (low, beta) = (beta, double.IsPositiveInfinity(high) ? beta * 2 : (beta + high) / 2);
            else (high, beta) = (beta, (beta + low) / 2);
        }
        return p;
    }

    private static double[,] Start(double[,] points, int n)
    {
        double[,] y = PrincipalComponents.Of(points, 2).Places;
        double spread = 0;
        for (int i = 0; i < n; i++) spread += y[i, 0] * y[i, 0] / n;
        double scale = spread > 0 ? 1e-4 / Math.Sqrt(spread) : 0;
        for (int i = 0; i < n; i++)
            // Points that are the same would stay the same; a little of a spiral parts them.
            for (int k = 0; k < 2; k++) y[i, k] = y[i, k] * scale + 1e-6 * (k == 0 ? Math.Cos(i) : Math.Sin(i)) * (i + 1) / n;
        return y;
    }
}
