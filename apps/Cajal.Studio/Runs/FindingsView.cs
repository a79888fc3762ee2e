using System.Text.Json.Serialization;
using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>A finding of the Doctor as the page shows it.</summary>
internal sealed record FindingView
{
    /// <summary>Short name in the catalogue.</summary>
    public required string Code { get; init; }

    /// <summary>Name.</summary>
    [JsonConverter(typeof(Spoken))]
    public required string Name { get; init; }

    /// <summary><c>error</c>, <c>warning</c> or <c>note</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>What is seen.</summary>
    [JsonConverter(typeof(Spoken))]
    public required string Symptom { get; init; }

    /// <summary>The numbers behind it.</summary>
    public required IReadOnlyList<EvidenceView> Evidence { get; init; }

    /// <summary>Where.</summary>
    [JsonConverter(typeof(SpokenList))]
    public required IReadOnlyList<string> Places { get; init; }

    /// <summary>What may be behind it, with what speaks for and against each.</summary>
    public required IReadOnlyList<CauseView> Causes { get; init; }

    /// <summary>What to do.</summary>
    [JsonConverter(typeof(SpokenList))]
    public required IReadOnlyList<string> Prescriptions { get; init; }

    /// <summary>Whether there is a figure of the evidence, and its number.</summary>
    public int? Figure { get; init; }

    /// <summary>What follows from it.</summary>
    public required IReadOnlyList<FindingView> Consequences { get; init; }
}

/// <summary>What may be behind a finding.</summary>
/// <param name="Name">It.</param>
/// <param name="For">What speaks for it.</param>
/// <param name="Against">What speaks against it.</param>
internal sealed record CauseView([property: JsonConverter(typeof(Spoken))] string Name, [property: JsonConverter(typeof(SpokenList))] IReadOnlyList<string> For, [property: JsonConverter(typeof(SpokenList))] IReadOnlyList<string> Against);

/// <summary>What the Doctor says of a run.</summary>
/// <param name="Headline">The first line.</param>
/// <param name="Findings">The roots.</param>
/// <param name="Notes">What could not be looked at.</param>
internal sealed record FindingsView([property: JsonConverter(typeof(Spoken))] string Headline, IReadOnlyList<FindingView> Findings, [property: JsonConverter(typeof(SpokenList))] IReadOnlyList<string> Notes)
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
        Code = finding.Code,
        Name = finding.Name,
        Severity = finding.Severity.ToString().ToLowerInvariant(),
        Symptom = (finding.IsPossible ? "Possible, after what stands above: " : "") + finding.Symptom,
        Evidence = [.. finding.Evidence.Select(EvidenceView.Of)],
        Places = finding.Places,
        Causes = [.. finding.Causes.Select(c => new CauseView(c.Name, c.For, c.Against))],
        Prescriptions = [.. finding.Prescriptions.Select(p => p.Text)],
        Figure = EvidenceFigure.Of(finding) is null ? null : Array.FindIndex(all, f => ReferenceEquals(f, finding)),
        Consequences = [.. finding.Consequences.Select(c => Of(c, all))],
    };
}
