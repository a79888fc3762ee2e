using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>How a run ended, for people: the story, figures, baselines, verdict, curve, and what to type next.</summary>
internal static class TrainText
{
    public static void Write(Terminal terminal, Run run, RunResult result, Verdict? doctor, string folder)
    {
        var output = terminal.Out;
        var history = MetricsTable.Read(run.Folder!.Metrics);
        output.WriteLine($"{result.Sentence} It took {Numbers.Duration(TimeSpan.FromSeconds(result.Seconds))}.");
        if (run.Outcome?.WhyEager is { } why) output.WriteLine($"note: steps were not replayed from a plan: {why}");
        output.WriteLine();
        output.WriteLine(Figures(result, history));
        output.WriteLine(BaselineTable(result));
        output.WriteLine(Verdict(result));
        output.WriteLine();
        string curve = LossCurve.Draw([.. history["data_loss"].Select(v => v ?? double.NaN)], history["validation_loss"]);
        if (curve.Length > 0) output.WriteLine(curve);
        RunFrame.Close(terminal, doctor, folder, $"evaluate {folder}", $"predict {folder} FILE", $"summary {folder}");
    }

    /// <summary>Data loss, penalties and metrics, each in a line of its own, for training and validation.</summary>
    private static TextTable Figures(RunResult result, MetricsTable history)
    {
        bool hasValidation = result.JudgedOn == "validation";
        var training = hasValidation ? result.Training : result.Figures;
        var table = hasValidation ? new TextTable("", "training", "validation") : new TextTable("", "training");
        void Row(string name, string? left, string? right) =>
            table.Add(hasValidation ? [name, left ?? "", right ?? ""] : [name, left ?? ""]);
        Row("data loss", training is null ? null : Numbers.Loss(training.Loss), Numbers.Loss(result.Figures.Loss));
        foreach (string penalty in new[] { "l1", "l2" }.Where(history.Columns.Contains))
        {
            double? value = history[penalty].ElementAtOrDefault(result.WeightsOfEpoch - 1);
            Row($"{penalty} penalty", value is { } number ? Numbers.Loss(number) : null, null);
        }
        if (result.ZeroWeights is { } zeros) Row("zero weights", Numbers.Metric("zero-weights", zeros), null);
        foreach (var metric in result.Figures.Metrics)
        {
            var left = training is null ? null : Find(training.Metrics, metric.Name);
            Row(metric.Name, left is { } value ? Numbers.Metric(metric.Name, value) : null, Numbers.Metric(metric.Name, metric.Value));
        }
        return table;
    }

    private static TextTable BaselineTable(RunResult result)
    {
        var names = result.Figures.Metrics.Select(m => m.Name).ToArray();
        var table = new TextTable([$"on the {result.JudgedOn} part", .. names]);
        void Row(string name, IReadOnlyList<NamedFigure> metrics) =>
            table.Add([name, .. names.Select(n => Find(metrics, n) is { } value ? Numbers.Metric(n, value) : "")]);
        Row("this network", result.Figures.Metrics);
        foreach (var baseline in result.Baselines.Reverse()) Row(baseline.Name, baseline.Metrics);
        return table;
    }

    /// <summary>Whether the network was worth its trouble, by its first metric.</summary>
    private static string Verdict(RunResult result)
    {
        if (result.Figures.Metrics is not [var mine, ..] || !double.IsFinite(mine.Value)) return "The network gives no figure to compare.";
        double sign = Metrics.Create(mine.Name).HigherIsBetter ? 1 : -1;
        var (name, value) = result.Baselines.Reverse().Select(b => (b.Name, Value: Find(b.Metrics, mine.Name) ?? double.NaN))
            .Where(b => double.IsFinite(b.Value)).OrderByDescending(b => sign * b.Value).FirstOrDefault();
        if (name is null) return "The simple answers give no figure to compare.";
        string theirs = $"{name}, {Numbers.Metric(mine.Name, value)}";
        return sign * mine.Value > sign * value ? $"The network beats the best simple answer ({theirs})."
            : $"The network does not beat the best simple answer ({theirs}): it may need more epochs or units, or the data hold no more.";
    }

    private static double? Find(IEnumerable<NamedFigure> figures, string name) =>
        figures.Where(f => f.Name == name).Select(f => (double?)f.Value).FirstOrDefault();
}
