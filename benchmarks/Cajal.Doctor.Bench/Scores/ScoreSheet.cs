using System.Globalization;
using Cajal.DoctorBench.Faults;
using Cajal.Insight;

namespace Cajal.DoctorBench.Scores;

/// <summary>What came of all cases: caught, named as the root, false alarms, and which finding spoke on which twin.</summary>
internal sealed class ScoreSheet(int checks)
{
    private readonly List<(Case Case, Trial Trial)> results = [];
    private readonly List<Case> harmless = [];

    /// <summary>Enters a result.</summary>
    public void Add(Case done, Trial trial)
    {
        lock (results) results.Add((done, trial));
    }

    /// <summary>Enters a fault that did no harm and so is none here.</summary>
    public void AddHarmless(Case done)
    {
        lock (results) harmless.Add(done);
    }

    /// <summary>The sheet as text, wrong answers last.</summary>
    public void Write(TextWriter to, bool withWrong)
    {
        to.WriteLine($"{"fault",-52} {"caught",8} {"as root",8} {"half",8} {"twin alarms",12} {"no harm",8} {"at half",8}");
        foreach (var group in results.Where(r => r.Case.Fault is not null).GroupBy(r => r.Case.Fault!).OrderBy(g => g.Key.Code, CodeOrder).ThenBy(g => g.Key.Name))
        {
            var full = group.Where(r => r.Case.Strength == 1).ToArray();
            var half = group.Where(r => r.Case.Strength == 0.5).ToArray();
            var twins = group.Where(r => r.Case.Strength == 0).ToArray();
            to.WriteLine($"{group.Key.Code + " " + group.Key.Name,-52} {Share(full, IsCaught),8} {Share(full, IsRoot),8} {Share(half, IsCaught),8} {Share(twins, r => r.Trial.AllCodes.Count > 0 || r.Trial.Has(r.Case.Fault!.Roots, r.Case.Fault.Least)),12} {Harmless(group.Key, 1),8} {Harmless(group.Key, 0.5),8}");
        }
        CrossTable.WriteTwins(to, results);
        CrossTable.WriteKinds(to, results);
        if (withWrong) WriteWrong(to);
    }

    /// <summary>One line of totals.</summary>
    public string Totals()
    {
        var full = results.Where(r => r.Case is { Fault: not null, Strength: 1 }).ToArray();
        var twins = results.Where(r => r.Case.Strength == 0).ToArray();
        int warnings = twins.Sum(r => r.Trial.AllCodes.Count), errors = twins.Sum(r => r.Trial.Errors);
        string share = twins.Length == 0 ? "0" : ((double)warnings / (twins.Length * checks)).ToString("P2", CultureInfo.InvariantCulture);
        return $"doctor: {Share(full, IsCaught)} caught, {Share(full, IsRoot)} named as root ({harmless.Count(c => c.Strength == 1)} did no harm and were not asked), {errors} errors and {warnings} warnings on {twins.Length} healthy runs ({share} of {twins.Length * checks} checks)";
    }

    /// <summary>Whether the fault of a case is anywhere among the findings.</summary>
    public static bool IsCaught((Case Case, Trial Trial) r) => r.Trial.Has(r.Case.Fault!.Roots, r.Case.Fault.Least);

    /// <summary>Whether it is the first.</summary>
    public static bool IsRoot((Case Case, Trial Trial) r) => r.Case.Fault!.Roots.Contains(r.Trial.Root)
        || (r.Case.Fault.Least == Severity.Note && r.Trial.AllCodes.Count == 0 && IsCaught(r));

    private static string Share((Case Case, Trial Trial)[] of, Func<(Case Case, Trial Trial), bool> isSo) => of.Length == 0 ? "-" : $"{of.Count(isSo)}/{of.Length}";

    private string Harmless(Fault fault, double strength) => harmless.Count(c => c.Fault == fault && c.Strength == strength) is > 0 and int n ? $"{n}" : ".";

    private void WriteWrong(TextWriter to)
    {
        foreach (var one in harmless) to.WriteLine($"  no harm{(one.Strength < 1 ? " at half" : "")}: {one.Fault!.Code} {one.Fault.Name}, {one.Patient.Kind}, seed {one.Seed}");
        foreach (var (done, trial) in results.Where(r => r.Case is { Fault: not null, Strength: > 0 } && !(r.Case.Strength == 1 ? IsRoot(r) : IsCaught(r))))
            to.WriteLine($"  missed{(done.Strength < 1 ? " at half" : "")}: {done.Fault!.Code} {done.Fault.Name}, {done.Patient.Kind}, seed {done.Seed}: [{string.Join(' ', trial.AllCodes)}] {trial.Verdict.Headline} {string.Join(' ', trial.Verdict.Notes)}");
        foreach (var (done, trial) in results.Where(r => r.Case.Strength == 0 && r.Trial.AllCodes.Count > 0))
            to.WriteLine($"  alarm: {(done.Fault is { } f ? $"twin of {f.Code} {f.Name}" : "healthy")}, {done.Patient.Kind}, seed {done.Seed}: [{string.Join(' ', trial.AllCodes)}] {trial.Verdict.Headline}");
        to.WriteLine();
    }

    /// <summary>The order of the catalogue: data, set-up, optimisation, generalisation, trust, cost.</summary>
    public static readonly IComparer<string> CodeOrder = Comparer<string>.Create((a, b) =>
        ("DSTGCE".IndexOf(a[0]), int.Parse(a[1..], CultureInfo.InvariantCulture)).CompareTo(("DSTGCE".IndexOf(b[0]), int.Parse(b[1..], CultureInfo.InvariantCulture))));
}
