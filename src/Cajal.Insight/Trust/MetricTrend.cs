using Cajal.Training;

namespace Cajal.Insight;

/// <summary>Whether loss and metric went the same way at the end of training: the last third of the epochs, on the validation part.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Epochs">Epochs looked at.</param>
/// <param name="Correlation">Rank correlation (Spearman) of both, each turned so that more is better: 1 when they agree, −1 when they disagree.</param>
/// <param name="LossTrend">How the loss improves, in standard errors of its slope; below 0 when it gets worse.</param>
/// <param name="FigureTrend">The same of the metric.</param>
public sealed record MetricTrend(string Metric, int Epochs, double Correlation, double LossTrend, double FigureTrend)
{
    private const int Least = 6;
    private const double Sure = 2;

    /// <summary>True when one surely improves while the other surely gets worse. Research note, catalogue C4.</summary>
    public bool Disagree => Correlation < 0 && LossTrend * FigureTrend < 0 && Math.Min(Math.Abs(LossTrend), Math.Abs(FigureTrend)) > Sure;

    /// <summary>What to know, in words.</summary>
    public string Sentence => $"In the last {Epochs} epochs {Metric} {Way(FigureTrend)} and the validation loss {Way(LossTrend)}: they {(Disagree ? "disagree" : "do not disagree")}.";

    private static string Way(double trend) => Math.Abs(trend) <= Sure ? "stays as it is, as far as can be told" : trend > 0 ? "gets better" : "gets worse";

    /// <summary>Of two courses over the same epochs; null when there are too few.</summary>
    /// <param name="metric">Name of the metric.</param>
    /// <param name="losses">Validation loss after each epoch.</param>
    /// <param name="figures">The metric after each epoch.</param>
    /// <param name="higherIsBetter">How the metric is read.</param>
    public static MetricTrend? Of(string metric, IReadOnlyList<double> losses, IReadOnlyList<double> figures, bool higherIsBetter)
    {
        int first = losses.Count - losses.Count / 3;
        double[] loss = [.. losses.Skip(first).Select(l => -l)], figure = [.. figures.Skip(first).Select(f => higherIsBetter ? f : -f)];
        if (loss.Length < Least || loss.Concat(figure).Any(v => !double.IsFinite(v))) return null;
        return new(metric, loss.Length, Correlated(Ranks(loss), Ranks(figure)), Slope(loss), Slope(figure));
    }

    internal static MetricTrend? Of(ReportSource source)
    {
        const string Prefix = "validation_";
        string Plain(string column) => column[Prefix.Length..].Replace('_', '-');
        if (source.Metrics is { } table)
        {
            if (table.Columns.FirstOrDefault(c => c.StartsWith(Prefix, StringComparison.Ordinal) && c != "validation_loss" && Metrics.Names.Contains(Plain(c))) is not { } column) return null;
            return Of(Plain(column), [.. table["validation_loss"].Select(v => v ?? double.NaN)], [.. table[column].Select(v => v ?? double.NaN)], Metrics.Create(Plain(column)).HigherIsBetter);
        }
        if (source.History is not [{ Metrics: [var figure, ..] }, ..]) return null;
        return Of(figure.Name, [.. source.History.Select(e => e.ValidationLoss ?? double.NaN)], [.. source.History.Select(e => e[figure.Name] ?? double.NaN)], Metrics.Create(figure.Name).HigherIsBetter);
    }

    // Least squares: slope over its standard error, √(residual variance / Σ(t − t̄)²).
    private static double Slope(double[] y)
    {
        int n = y.Length;
        double middle = (n - 1) / 2.0, mean = y.Average(), squares = 0, products = 0, rest = 0;
        for (int t = 0; t < n; t++) (squares, products) = (squares + (t - middle) * (t - middle), products + (t - middle) * (y[t] - mean));
        double slope = products / squares;
        for (int t = 0; t < n; t++) rest += Math.Pow(y[t] - mean - slope * (t - middle), 2);
        double error = Math.Sqrt(rest / (n - 2) / squares);
        return slope == 0 ? 0 : error == 0 ? Math.Sign(slope) * double.PositiveInfinity : slope / error;
    }

    // Places in order, equal numbers sharing theirs.
    private static double[] Ranks(double[] values) => [.. values.Select(v => values.Count(o => o < v) + (values.Count(o => o == v) - 1) / 2.0)];

    private static double Correlated(double[] a, double[] b)
    {
        double meanA = a.Average(), meanB = b.Average(), both = 0, one = 0, other = 0;
        for (int i = 0; i < a.Length; i++) (both, one, other) = (both + (a[i] - meanA) * (b[i] - meanB), one + Math.Pow(a[i] - meanA, 2), other + Math.Pow(b[i] - meanB, 2));
        return one == 0 || other == 0 ? 0 : both / Math.Sqrt(one * other);
    }
}
