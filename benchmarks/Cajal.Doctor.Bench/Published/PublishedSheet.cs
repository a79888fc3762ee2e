using Cajal.DoctorBench.Scores;
using Cajal.Insight;

namespace Cajal.DoctorBench.Published;

/// <summary>What the Doctor says of each published bug and of the mended version, beside what people found.</summary>
internal sealed class PublishedSheet
{
    private readonly Result[] results;

    private PublishedSheet(Result[] results) => this.results = results;

    /// <summary>Trains and diagnoses all bugs and their mended versions.</summary>
    /// <param name="bugs">The bugs.</param>
    /// <param name="thresholds">The Doctor's bounds.</param>
    public static PublishedSheet Of(IReadOnlyList<PublishedBug> bugs, Thresholds thresholds)
    {
        var results = new Result[bugs.Count];
        Parallel.For(0, bugs.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            results[i] = new(bugs[i], Trial.Of(bugs[i].Faulty(), isTrained: true, thresholds), Trial.Of(bugs[i].Fixed(), isTrained: true, thresholds)));
        return new PublishedSheet(results);
    }

    /// <summary>One line: <c>published: 30 of 35 top-1, 33 of 35 any finding, 1 alarm on 35 fixed versions</c>.</summary>
    public string Totals => $"published: {results.Count(r => r.IsRoot)} of {results.Length} top-1, {results.Count(r => r.IsFound)} of {results.Length} any finding, "
        + $"{results.Sum(r => r.Alarms.Count)} alarms on {results.Length} fixed versions";

    /// <summary>Bug by bug, as text.</summary>
    public void Write(TextWriter to)
    {
        foreach (var r in results)
        {
            to.WriteLine($"{r.Bug.Source}: {r.Bug.Title}");
            to.WriteLine($"  people: {r.Bug.Fix} ({string.Join(' ', r.Bug.Accepted)})");
            to.WriteLine($"  Doctor: {r.Faulty.Verdict.Headline} [{string.Join(' ', r.Faulty.AllCodes)}]");
            to.WriteLine($"  top-1 {Word(r.IsRoot)}, any finding {Word(r.IsFound)}, on the fixed version: {(r.Alarms.Count == 0 ? "silent" : $"[{string.Join(' ', r.Alarms)}] {r.Fixed.Verdict.Headline}")}");
        }
        to.WriteLine(Totals);
    }

    /// <summary>A page: how it was made, a table of all, the wrong answers, the stories.</summary>
    public void WriteMarkdown(TextWriter to)
    {
        to.WriteLine("# The Doctor on published bugs");
        to.WriteLine();
        to.WriteLine("Training bugs that others have published, built again after their descriptions: the same kind of network, sizes, optimizer and rate, and data of the same");
        to.WriteLine("kind and shape. No threshold was chosen by them. `top-1` asks whether the first cause the Doctor names is one that people named; `any` whether it is anywhere");
        to.WriteLine("among the findings; the last column is what it says of the version mended as in the answer, where it should say nothing. The page is written by");
        to.WriteLine("`dotnet run -c Release --project benchmarks/Cajal.Doctor.Bench -- --published --markdown`.");
        to.WriteLine();
        to.WriteLine("| source | bug | people changed | accepted | the Doctor's first | all findings | top-1 | any | fixed version |");
        to.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var r in results)
            to.WriteLine($"| {r.Bug.Source} | {r.Bug.Title} | {r.Bug.Fix} | {string.Join(", ", r.Bug.Accepted)} | {Root(r.Faulty)} | {string.Join(", ", r.Faulty.AllCodes)} | {Word(r.IsRoot)} | {Word(r.IsFound)} | {(r.Alarms.Count == 0 ? "silent" : string.Join(", ", r.Alarms))} |");
        to.WriteLine();
        to.WriteLine(Totals);
        to.WriteLine();
        to.WriteLine("## The stories");
        to.WriteLine();
        foreach (var r in results) to.WriteLine($"- **{r.Bug.Source}**, {r.Bug.Title}. {r.Bug.Story}\n  The Doctor: {r.Faulty.Verdict.Headline}");
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
