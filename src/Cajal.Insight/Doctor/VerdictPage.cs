using System.Globalization;

namespace Cajal.Insight;

/// <summary>A verdict to read: the headline, then each root with its evidence, causes and cure, and under it what follows from it.</summary>
internal static class VerdictPage
{
    /// <summary>The page of a verdict.</summary>
    public static Page Of(Verdict verdict, string about)
    {
        var page = new Page($"Diagnosis of {about}").Say(verdict.Headline);
        Add(page, verdict);
        return page;
    }

    /// <summary>Adds the findings to a page.</summary>
    /// <param name="page">Where they go.</param>
    /// <param name="verdict">The findings.</param>
    /// <param name="draw">Draws the evidence of a finding; null draws nothing.</param>
    public static void Add(Page page, Verdict verdict, Action<Finding>? draw = null)
    {
        for (int i = 0; i < verdict.Findings.Count; i++) Add(page, verdict.Findings[i], i + 1, draw);
        foreach (string note in verdict.Notes) page.Say($"note: {note}");
    }

    private static void Add(Page page, Finding finding, int number, Action<Finding>? draw)
    {
        page.Heading($"{number}. {finding.Code} {finding.Name} ({(finding.IsPossible ? "possible " : "")}{finding.Severity.ToString().ToLowerInvariant()})");
        if (finding.IsPossible) page.Say("First what stands above; it may be the reason for this too.");
        page.Say(finding.Symptom);
        if (finding.Evidence.Count > 0)
            page.Table(["measured", "value", "threshold", "over"], finding.Evidence.Select(Row));
        draw?.Invoke(finding);
        if (finding.Places.Count > 0) page.Say($"Where: {string.Join("; ", finding.Places)}.");
        if (finding.Causes.Count > 0)
            page.Table(["cause", "for", "against"], finding.Causes.Select(c => new[] { c.Name, string.Join(" ", c.For), string.Join(" ", c.Against) }));
        for (int k = 0; k < finding.Prescriptions.Count; k++) page.Say($"{(k == 0 ? "Do" : "Or")}: {Text(finding.Prescriptions[k])}");
        if (finding.NotExcluded.Count > 0) page.Say($"Not excluded: {string.Join(" ", finding.NotExcluded)}");
        if (finding.Consequences.Count > 0)
            page.Say($"This also explains: {string.Join("; ", Flat(finding.Consequences).Select(c => $"{c.Code} {c.Name}"))}.");
        page.Say($"Read: docs/lectures/{finding.Lecture}");
    }

    private static string[] Row(Measurement m) =>
    [
        m.Quantity,
        Number(m.Value) + (m.Low is { } low && m.High is { } high ? $" [{Number(low)}, {Number(high)}]" : ""),
        m.Threshold is { } t ? $"{Number(t.Value)} ({t.Source})" : "",
        m.Window,
    ];

    private static string Text(Prescription prescription) => prescription.Text.TrimEnd('.')
        + (prescription.CanBeTried ? $" ({string.Join(", ", prescription.Changes)})." : ".");

    private static IEnumerable<Finding> Flat(IEnumerable<Finding> findings) => findings.SelectMany(f => Flat(f.Consequences).Prepend(f));

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
