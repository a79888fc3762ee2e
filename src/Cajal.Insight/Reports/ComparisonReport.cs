using Cajal.Training;

namespace Cajal.Insight;

/// <summary>Several runs on one page: their curves over each other, the settings that differ, and the figures they came to.</summary>
public static class ComparisonReport
{
    private static readonly string[] Losses = ["validation_loss", "data_loss"];

    /// <summary>Compares runs by their folders.</summary>
    /// <param name="folders">Two or more.</param>
    /// <exception cref="ArgumentException">Fewer than two.</exception>
    /// <exception cref="RunException">One holds no run.</exception>
    public static Page Of(IReadOnlyList<string> folders)
    {
        if (folders.Count < 2) throw new ArgumentException($"A comparison needs two runs at least; received {folders.Count}.");
        var runs = folders.Select(f => ReportSource.WithoutNetwork(f)).ToArray();
        var page = new Page($"{runs.Length} runs compared: {string.Join(", ", runs.Select(r => r.Name))}");
        page.Heading("What they came to");
        string[] metrics = [.. runs.SelectMany(r => r.Result?.Figures.Metrics ?? []).Select(m => m.Name).Distinct()];
        page.Table(["run", "judged on", "loss", .. metrics, "epochs", "time"], runs.Select(r => (IReadOnlyList<string>)
        [
            r.Name, r.Result?.JudgedOn ?? "not finished", Words.Number(r.Result?.Figures.Loss),
            .. metrics.Select(m => Words.Number(r.Result?.Figures.Metrics.Where(f => f.Name == m).Select(f => (double?)f.Value).FirstOrDefault())),
            r.Result is { } done ? Words.Whole(done.Epochs) : "", r.Result is { } result ? Words.Duration(result.Seconds) : "",
        ]));
        if (runs.Select(r => r.Recipe.Split?.Parts).Distinct().Count() > 1)
            page.Say("They were not judged by the same examples (other data, seed or split), so that small differences say little.");
        page.Heading("What they were told");
        var choices = runs.Select(r => RecipeSection.Choices(r.Recipe)).ToArray();
        string[] differing = [.. choices.SelectMany(c => c.Keys).Distinct().Where(k => choices.Select(c => c.GetValueOrDefault(k)).Distinct().Count() > 1)];
        if (differing.Length == 0) page.Say("Their recipes are the same.");
        else page.Table(["", .. runs.Select(r => r.Name)], differing.Select(k => (IReadOnlyList<string>)[k, .. choices.Select(c => c.GetValueOrDefault(k, "—"))]));
        page.Heading("Their courses");
        foreach (string x in new[] { "step", "seconds" }) Curves(page, runs, x, Losses);
        string[] columns = [.. runs.SelectMany(r => r.Metrics?.Columns ?? []).Where(c => c.StartsWith("validation_", StringComparison.Ordinal) && c != "validation_loss").Distinct(), "learning_rate"];
        Curves(page, runs, "step", columns);
        foreach (string note in runs.SelectMany(r => r.Notes.Select(n => $"{r.Name}: {n}"))) page.Say(note);
        return page;
    }

    private static void Curves(Page page, ReportSource[] runs, string x, string[] columns)
    {
        var sheet = new SmallMultiples($"Over {(x == "step" ? "steps" : "time")}", 2, 440, 320);
        foreach (string column in columns)
        {
            var chart = new Chart(column.Replace('_', ' '), x);
            for (int i = 0; i < runs.Length; i++)
                if (runs[i].Metrics is { Rows.Count: > 0 } table && table.Columns.Contains(column) && table[column].Any(v => v is not null))
                    chart.Line(runs[i].Name, Column(table, x), Column(table, column), colour: i, dashed: i >= Ink.SeriesCount);
            if (chart.Marks.Count > 0) sheet.Add(chart);
        }
        if (sheet.Keys.Count > 0) page.Draw(sheet);
    }

    private static double[] Column(MetricsTable table, string name) => [.. table[name].Select(v => v ?? double.NaN)];
}
