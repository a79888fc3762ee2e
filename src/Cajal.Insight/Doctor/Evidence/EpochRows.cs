using Cajal.Training;

namespace Cajal.Insight;

/// <summary>The rows of metrics.csv as what they were written from.</summary>
internal static class EpochRows
{
    private const string Validation = "validation_";

    private static readonly string[] Own = ["epoch", "step", "loss", "data_loss", "zero_weights", "validation_loss", "learning_rate", "examples_per_second", "seconds"];

    public static IReadOnlyList<EpochResult> Of(MetricsTable table)
    {
        int penalties = table.Columns.ToList().IndexOf("validation_loss");
        string[] before = [.. table.Columns.Take(penalties).Except(Own)], after = [.. table.Columns.Skip(penalties).Except(Own)];
        return [.. Enumerable.Range(0, table.Rows.Count).Select(row => new EpochResult
        {
            Epoch = (int)Value(row, "epoch"),
            Step = (long)Value(row, "step"),
            Loss = Value(row, "loss"),
            DataLoss = Value(row, "data_loss"),
            Penalties = [.. before.Where(n => n is "l1" or "l2").Select(n => new NamedFigure(n, Value(row, n)))],
            OtherLosses = [.. before.Where(n => n is not ("l1" or "l2")).Select(n => new NamedFigure(n, Value(row, n)))],
            ZeroWeights = Maybe(row, "zero_weights"),
            ValidationLoss = Maybe(row, "validation_loss"),
            Metrics = [.. after.Select(n => new NamedFigure((n.StartsWith(Validation, StringComparison.Ordinal) ? n[Validation.Length..] : n).Replace('_', '-'), Value(row, n)))],
            LearningRate = Value(row, "learning_rate"),
            ExamplesPerSecond = Value(row, "examples_per_second"),
            Seconds = Value(row, "seconds"),
        })];

        double? Maybe(int row, string column) => table.Columns.Contains(column) ? table[column][row] : null;

        double Value(int row, string column) => Maybe(row, column) ?? double.NaN;
    }
}
