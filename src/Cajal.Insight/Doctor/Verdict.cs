namespace Cajal.Insight;

/// <summary>What the Doctor says of a run: the likeliest root cause first, consequences under their roots.</summary>
public sealed class Verdict
{
    // Two causes are told apart when one explains half as much again as the other.
    private const double Apart = 1.5;

    internal Verdict(IReadOnlyList<Finding> findings) => Findings = findings;

    /// <summary>How many checks the catalogue holds.</summary>
    public static int Checks => Catalogue.All.Count;

    /// <summary>The roots, the likeliest cause first; consequences stand under them.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>All findings, consequences too.</summary>
    public IEnumerable<Finding> All => Findings.SelectMany(Flat);

    /// <summary>What could not be looked at, and why, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; internal init; } = [];

    /// <summary>Whether nothing was found that asks for anything.</summary>
    public bool IsHealthy => All.All(f => f.Severity == Severity.Note);

    /// <summary>The first line: the likeliest root cause, or that nothing was found, or which two cannot be told apart.</summary>
    public string Headline
    {
        get
        {
            if (Findings.FirstOrDefault(f => f.Severity > Severity.Note) is not { } first)
                return Findings.Count == 0 ? "Nothing found." : $"Nothing found that asks for a change; {Findings.Count} {(Findings.Count == 1 ? "note" : "notes")}.";
            return first.Causes.Count >= 2 && first.Causes[0].Weight < Apart * first.Causes[1].Weight
                ? $"Something is wrong ({first.Name}), and I cannot tell which of these two it is: {first.Causes[0].Name}, or {first.Causes[1].Name}."
                : first.Causes.Count > 0 ? $"Most likely: {first.Causes[0].Name}. {first.Symptom}" : $"Most likely: {first.Name}. {first.Symptom}";
        }
    }

    /// <summary>Ranks findings and folds consequences under their roots.</summary>
    internal static Verdict Of(IReadOnlyList<Finding> found, params IReadOnlyList<string> notes)
    {
        // A note is no reason why something goes wrong.
        Finding[] present = [.. found.Where(f => f.Severity > Severity.Note)];
        var roots = new List<Finding>();
        foreach (var finding in found)
            if (Consequences.RootOf(finding, present) is null) roots.Add(WithConsequences(finding, found, present));
        Stage? certain = roots.Where(f => f.Severity == Severity.Error).Select(f => (Stage?)f.Stage).Min();
        return new Verdict([.. roots.Select(f => f with { IsPossible = f.Stage > certain }).OrderBy(f => f.IsPossible).ThenByDescending(f => f.Severity).ThenBy(f => f.Stage).ThenBy(f => !f.IsFromTheStart)])
        {
            Notes = notes,
        };
    }

    /// <summary>All of it as a page: text for a terminal, Markdown, HTML.</summary>
    /// <param name="about">What was looked at.</param>
    public Page ToPage(string about = "this run") => VerdictPage.Of(this, about);

    /// <summary>All of it as JSON, as findings.json holds it.</summary>
    /// <param name="trials">Cures that were tried; none when left out.</param>
    public string ToJson(IReadOnlyList<CureTrial>? trials = null) => FindingsFile.ToJson(this, trials ?? []);

    /// <summary>The headline and a line for each root.</summary>
    public override string ToString() => string.Join('\n', Findings.Select(f => f.ToString()).Prepend(Headline));

    private static Finding WithConsequences(Finding root, IReadOnlyList<Finding> found, IReadOnlyList<Finding> present) => root with
    {
        Consequences = [.. found.Where(f => Consequences.RootOf(f, present) is { } above && above.Root == root.Code)
            .Select(f => WithConsequences(f, found, present))],
    };

    private static IEnumerable<Finding> Flat(Finding finding) => finding.Consequences.SelectMany(Flat).Prepend(finding);
}
