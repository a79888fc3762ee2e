using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>A finding of the Doctor as the page shows it.</summary>
internal sealed record FindingView
{
    /// <summary>Code and name.</summary>
    public required string Title { get; init; }

    /// <summary><c>error</c>, <c>warning</c> or <c>note</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>What is seen.</summary>
    public required string Symptom { get; init; }

    /// <summary>The numbers behind it, a sentence each.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }

    /// <summary>Where.</summary>
    public required IReadOnlyList<string> Places { get; init; }

    /// <summary>What may be behind it, with what speaks for and against each.</summary>
    public required IReadOnlyList<string> Causes { get; init; }

    /// <summary>What to do.</summary>
    public required IReadOnlyList<string> Prescriptions { get; init; }

    /// <summary>Whether there is a figure of the evidence, and its number.</summary>
    public int? Figure { get; init; }

    /// <summary>What follows from it.</summary>
    public required IReadOnlyList<FindingView> Consequences { get; init; }
}

/// <summary>What the Doctor says of a run.</summary>
/// <param name="Headline">The first line.</param>
/// <param name="Findings">The roots.</param>
/// <param name="Notes">What could not be looked at.</param>
internal sealed record FindingsView(string Headline, IReadOnlyList<FindingView> Findings, IReadOnlyList<string> Notes)
{
    /// <summary>Findings as they stand in a run's folder, or as they were just made.</summary>
    public static FindingsView Of(Verdict verdict)
    {
        Finding[] all = [.. verdict.All];
        return new FindingsView(verdict.Headline, [.. verdict.Findings.Select(f => Of(f, all))], verdict.Notes);
    }

    /// <summary>The figure of a finding's evidence, as SVG; null when there is none.</summary>
    public static string? FigureOf(RunFolder folder, int number, bool dark) =>
        FindingsFile.Read(folder.Findings).All.ElementAtOrDefault(number) is { } finding && EvidenceFigure.Of(finding) is { } figure ? figure.ToSvg(dark ? Theme.Dark : Theme.Light) : null;

    private static FindingView Of(Finding finding, Finding[] all) => new()
    {
        Title = $"{finding.Code} {finding.Name}",
        Severity = finding.Severity.ToString().ToLowerInvariant(),
        Symptom = (finding.IsPossible ? "Possible, after what stands above: " : "") + finding.Symptom,
        Evidence = [.. finding.Evidence.Select(e => e.ToString())],
        Places = finding.Places,
        Causes = [.. finding.Causes.Select(c => string.Join(" ", new[] { $"{c.Name}." }.Concat(c.For.Select(f => $"+ {f}")).Concat(c.Against.Select(a => $"− {a}"))))],
        Prescriptions = [.. finding.Prescriptions.Select(p => p.Text)],
        Figure = EvidenceFigure.Of(finding) is null ? null : Array.FindIndex(all, f => ReferenceEquals(f, finding)),
        Consequences = [.. finding.Consequences.Select(c => Of(c, all))],
    };
}
