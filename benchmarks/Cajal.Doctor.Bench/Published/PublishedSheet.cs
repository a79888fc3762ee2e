using Cajal.DoctorBench.Scores;
using Cajal.Insight;

namespace Cajal.DoctorBench.Published;

/// <summary>What the Doctor says of each published bug and of the mended version, beside what people found.</summary>
internal sealed class PublishedSheet
{
    private readonly List<Result> entered = [];

    private Result[] Results => [.. entered.OrderBy(r => Array.IndexOf(PublishedBugs.All, r.Bug))];

    /// <summary>Trains and diagnoses a bug and its mended version.</summary>
    /// <param name="bug">The bug.</param>
    /// <param name="thresholds">The Doctor's bounds.</param>
    public void Add(PublishedBug bug, Thresholds thresholds)
    {
        var result = new Result(bug, Trial.Of(bug.Faulty(), isTrained: true, thresholds), Trial.Of(bug.Fixed(), isTrained: true, thresholds));
        lock (entered) entered.Add(result);
    }

    /// <summary>One line: <c>published: 30 of 35 top-1, 33 of 35 any finding, 1 alarm on 35 fixed versions</c>.</summary>
    public string Totals => $"published: {Results.Count(r => r.IsRoot)} of {Results.Length} top-1, {Results.Count(r => r.IsFound)} of {Results.Length} any finding, "
        + $"{Results.Sum(r => r.Alarms.Count)} alarms on {Results.Length} fixed versions";

    /// <summary>Bug by bug, as text.</summary>
    public void Write(TextWriter to)
    {
        foreach (var r in Results)
        {
            to.WriteLine($"{r.Bug.Source}: {r.Bug.Title}");
            to.WriteLine($"  people: {r.Bug.Fix} ({string.Join(' ', r.Bug.Accepted)})");
            to.WriteLine($"  Doctor: {r.Faulty.Verdict.Headline} [{string.Join(' ', r.Faulty.AllCodes)}]");
            to.WriteLine($"  top-1 {Word(r.IsRoot)}, any finding {Word(r.IsFound)}, on the fixed version: {(r.Alarms.Count == 0 ? "silent" : $"[{string.Join(' ', r.Alarms)}] {r.Fixed.Verdict.Headline}")}");
        }
    }

    /// <summary>A page: how it was made, a table of all, the wrong answers, the stories.</summary>
    public void WriteMarkdown(TextWriter to)
    {
        to.WriteLine("# The Doctor on published bugs");
        to.WriteLine();
        to.WriteLine("Training bugs that others have published, built again after their descriptions: the same kind of network, sizes, optimizer and rate, and data of the same");
        to.WriteLine("kind and shape. D1, D4, D8, S1, S6, T1, T9, C5 and G2 were mended after their first answers here had been seen, D4 with a threshold of its own.");
        to.WriteLine("`top-1` asks whether the first cause the Doctor names is one that people named; `any` whether it is anywhere");
        to.WriteLine("among the findings; the last column is what it says of the version mended as in the answer, where it should say nothing. Codes are those of the");
        to.WriteLine("[Doctor's catalogue](doctor.md). This page was written by");
        to.WriteLine();
        to.WriteLine("```sh");
        to.WriteLine("dotnet run -c Release --project benchmarks/Cajal.Doctor.Bench -- --published --markdown");
        to.WriteLine("```");
        to.WriteLine();
        to.WriteLine("| source | bug | people changed | accepted | the Doctor's first | all findings | top-1 | any | fixed version |");
        to.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var r in Results)
            to.WriteLine($"| {r.Bug.Source} | {r.Bug.Title} | {r.Bug.Fix} | {string.Join(", ", r.Bug.Accepted)} | {Root(r.Faulty)} | {string.Join(", ", r.Faulty.AllCodes)} | {Word(r.IsRoot)} | {Word(r.IsFound)} | {(r.Alarms.Count == 0 ? "silent" : string.Join(", ", r.Alarms))} |");
        to.WriteLine();
        to.WriteLine(Totals);
        to.WriteLine();
        to.WriteLine("## The stories");
        to.WriteLine();
        foreach (var r in Results) to.WriteLine($"- **{r.Bug.Source}**, {r.Bug.Title}. {r.Bug.Story}\n  The Doctor: {r.Faulty.Verdict.Headline}");
    }

    private static string Root(Trial trial) => trial.Root == "" ? "nothing" : $"{trial.Root} {trial.Verdict.Findings.First(f => f.Code == trial.Root).Name}";

    private static string Word(bool yes) => yes ? "yes" : "no";

    private sealed record Result(PublishedBug Bug, Trial Faulty, Trial Fixed)
    {
        public bool IsRoot => Bug.Accepted.Contains(Faulty.Root);

        public bool IsFound => Bug.Accepted.Intersect(Faulty.AllCodes).Any();

        public IReadOnlyList<string> Alarms => Fixed.AllCodes;
    }
}
