namespace Cajal.Insight;

/// <summary>The course of training: losses, figures and learning rate over steps and over time.</summary>
internal static class CurvesSection
{
    public static void Add(Page page, ReportSource source)
    {
        var columns = Columns(source);
        if (columns is null)
        {
            page.Heading("The course of training").Say("No epoch was finished, so there are no curves.");
            return;
        }
        page.Heading("The course of training");
        double[] steps = columns("step")!, seconds = columns("seconds")!;
        var sheet = new SmallMultiples("Loss, over steps and over time", 2, 440, 320);
        sheet.Add(Losses("over steps", "step", steps)).Add(Losses("over time", "seconds", seconds));
        sheet.Description = $"{steps.Length} epochs. {End("training loss", columns("data_loss"))} {End("validation loss", columns("validation_loss"))}".Trim();
        page.Draw(sheet);
        var more = new SmallMultiples("Figures on the validation part, and the learning rate", 2, 440, 280);
        string[] metrics = source.Metrics is { } table ? [.. table.Columns.Where(c => c.StartsWith("validation_", StringComparison.Ordinal) && c != "validation_loss")] : [];
        foreach (string metric in metrics)
            more.Add(new Chart(metric["validation_".Length..].Replace('_', ' '), "step").Line(metric["validation_".Length..].Replace('_', ' '), steps, columns(metric)!));
        more.Add(new Chart("learning rate", "step").Line("learning rate", steps, columns("learning_rate")!));
        page.Draw(more);
        Batches(page, source);

        Chart Losses(string title, string axis, double[] x)
        {
            var chart = new Chart(title, axis, "loss").Line("training", x, columns("data_loss")!);
            if (columns("validation_loss") is { } validation && validation.Any(v => !double.IsNaN(v))) chart.Line("validation", x, validation);
            var positive = columns("data_loss")!.Where(v => v > 0 && double.IsFinite(v)).ToArray();
            return positive.Length > 1 && positive.Max() / positive.Min() > 50 ? chart.LogY() : chart;
        }
    }

    // The loss of the batches that monitors looked at: it begins before the first epoch has ended.
    private static void Batches(Page page, ReportSource source)
    {
        if (source.Looks.Count < 2) return;
        var chart = new Chart("Loss of single batches, before their update", "step", "loss").Line("batch", source.Looks.Select(l => (double)l.Step).ToArray(),
            source.Looks.Select(l => (double)l.Loss).ToArray());
        chart.Height = 320;
        page.Draw(chart);
    }

    private static string End(string name, double[]? values) => values is { Length: > 0 } && !double.IsNaN(values[^1]) ? $"The {name} goes from {Words.Number(values[0])} to {Words.Number(values[^1])}." : "";

    /// <summary>A column of the epochs by its name in metrics.csv; null when there are no epochs.</summary>
    private static Func<string, double[]?>? Columns(ReportSource source)
    {
        if (source.Metrics is { Rows.Count: > 0 } table)
            return name => table.Columns.Contains(name) ? [.. table[name].Select(v => v ?? double.NaN)] : null;
        if (source.History.Count == 0) return null;
        return name => name switch
        {
            "step" => [.. source.History.Select(e => (double)e.Step)],
            "seconds" => [.. source.History.Select(e => e.Seconds)],
            "data_loss" => [.. source.History.Select(e => e.DataLoss)],
            "validation_loss" => [.. source.History.Select(e => e.ValidationLoss ?? double.NaN)],
            "learning_rate" => [.. source.History.Select(e => e.LearningRate)],
            _ => null,
        };
    }
}
