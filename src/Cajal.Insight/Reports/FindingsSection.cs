namespace Cajal.Insight;

/// <summary>What the Doctor found, with its evidence drawn, and what came of the cures that were tried.</summary>
internal static class FindingsSection
{
    public static void Add(Page page, ReportSource source)
    {
        if (source.Folder is not { } folder || !File.Exists(folder.Findings)) return;
        if (source.Try("findings.json", () => FindingsFile.Read(folder.Findings)) is not { } verdict) return;
        page.Heading("What the Doctor found").Say(verdict.Headline);
        VerdictPage.Add(page, verdict, finding =>
        {
            if (EvidenceFigure.Of(finding) is { } figure) page.Draw(figure);
        });
        foreach (var trial in FindingsFile.Trials(folder.Findings)) Add(page, trial);
    }

    private static void Add(Page page, TrialRecord trial)
    {
        page.Say($"Tried: {trial.Prescription.Text} {trial.Sentence}");
        if (trial.After.Count < 2) return;
        var chart = new Chart("The cure, tried from the same seed", "epoch", "loss");
        if (trial.Before.Count > 1) chart.Line("without", Epochs(trial.Before), trial.Before.ToArray(), dashed: true);
        page.Draw(chart.Line("with", Epochs(trial.After), trial.After.ToArray()));
    }

    private static double[] Epochs(IReadOnlyList<double> losses) => [.. Enumerable.Range(1, losses.Count).Select(i => (double)i)];
}
