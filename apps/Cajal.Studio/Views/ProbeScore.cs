using Cajal.Training;

namespace Cajal.Studio;

/// <summary>How well one linear layer alone would answer from what a layer hands on: logistic regression for classes (share that is right), least squares for numbers
/// (R²).</summary>
/// <remarks>Source: Alain and Bengio (2016), Understanding intermediate layers using linear classifier probes. Fitted to the training points by Newton's steps on
/// −log-likelihood + λ/2·|w|², columns standardised; of several classes each against the others.</remarks>
/// <param name="Train">On the points trained on; null when the layer's numbers are lost.</param>
/// <param name="Test">On the others; null without.</param>
internal sealed record ProbeScore(double? Train, double? Test)
{
    private const double Ridge = 0.01;
    private const int MostSteps = 12;

    // Multiplications for a layer: a wide one has fewer steps.
    private const double MostWork = 5e7;

    /// <summary>Of what a layer makes of all points: [points, width].</summary>
    public static ProbeScore Of(float[] a, int width, PointData data)
    {
        if (a.Any(v => !float.IsFinite(v))) return new(null, null);
        double[][] x = Standardised(a, width, data);
        int[] members = data.Classes switch { 0 => [-1], 2 => [1], _ => [.. Enumerable.Range(0, data.Classes)] };
        double step = members.Length * (data.Train.Length * Math.Pow(width + 1, 2) / 2 + Math.Pow(width + 1, 3) / 3);
        int steps = data.Classes == 0 ? 1 : (int)Math.Clamp(MostWork / step, 2, MostSteps);
        double[][] fitted = [.. members.Select(c => Fit(x, data, c, steps))];
        return new(Judge(x, fitted, data, data.Train), Judge(x, fitted, data, data.Test));
    }

    // Columns with mean 0 and deviation 1 over the training points, and a last one of ones.
    private static double[][] Standardised(float[] a, int width, PointData data)
    {
        var x = new double[data.Targets.Length][];
        for (int i = 0; i < x.Length; i++) (x[i] = new double[width + 1])[width] = 1;
        for (int k = 0; k < width; k++)
        {
            double mean = data.Train.Average(i => (double)a[i * width + k]), variance = data.Train.Average(i => Math.Pow(a[i * width + k] - mean, 2));
            double scale = 1 / Math.Sqrt(variance + 1e-12);
            for (int i = 0; i < x.Length; i++) x[i][k] = (a[i * width + k] - mean) * scale;
        }
        return x;
    }

    // Newton: w ← w + (XᵀRX + λI)⁻¹·(Xᵀ(y − p) − λw), R = p(1 − p); for numbers p = Xw, R = 1, and one step is enough.
    private static double[] Fit(double[][] x, PointData data, int member, int steps)
    {
        int d = x[0].Length;
        var w = new double[d];
        for (int step = 0; step < steps; step++)
        {
            var matrix = new double[d, d];
            var slope = new double[d];
            foreach (int i in data.Train)
            {
                double z = PrincipalAxes.Dot(x[i], w), p = member < 0 ? z : 1 / (1 + Math.Exp(-z)), r = member < 0 ? 1 : Math.Max(1e-6, p * (1 - p));
                double rest = (member < 0 ? data.Targets[i] : (int)data.Targets[i] == member ? 1 : 0) - p;
                for (int k = 0; k < d; k++)
                {
                    slope[k] += rest * x[i][k];
                    for (int j = 0; j <= k; j++) matrix[k, j] += r * x[i][k] * x[i][j];
                }
            }
            for (int k = 0; k < d; k++)
            {
                matrix[k, k] += Ridge;
                slope[k] -= Ridge * w[k];
            }
            double[] move = Solve(matrix, slope);
            for (int k = 0; k < d; k++) w[k] += move[k];
        }
        return w;
    }

    // Cholesky: M = LLᵀ in the lower half, then two triangles.
    private static double[] Solve(double[,] m, double[] right)
    {
        int d = right.Length;
        for (int k = 0; k < d; k++)
            for (int i = k; i < d; i++)
            {
                double sum = m[i, k];
                for (int j = 0; j < k; j++) sum -= m[i, j] * m[k, j];
                m[i, k] = i == k ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / m[k, k];
            }
        double[] y = [.. right];
        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j < i; j++) y[i] -= m[i, j] * y[j];
            y[i] /= m[i, i];
        }
        for (int i = d - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < d; j++) y[i] -= m[j, i] * y[j];
            y[i] /= m[i, i];
        }
        return y;
    }

    private static double? Judge(double[][] x, double[][] fitted, PointData data, int[] rows)
    {
        if (rows.Length == 0) return null;
        if (data.Classes > 0) return rows.Average(i => Decide(x[i], fitted) == (int)data.Targets[i] ? 1.0 : 0);
        var explained = new R2();
        explained.Update(Tensor.From(Array.ConvertAll(rows, i => PrincipalAxes.Dot(x[i], fitted[0])), [rows.Length]), Tensor.From(Array.ConvertAll(rows, i => (double)data.Targets[i]), [rows.Length]));
        return explained.Result;
    }

    private static int Decide(double[] row, double[][] fitted)
    {
        double[] scores = Array.ConvertAll(fitted, w => PrincipalAxes.Dot(row, w));
        return scores.Length == 1 ? scores[0] > 0 ? 1 : 0 : Array.IndexOf(scores, scores.Max());
    }
}
