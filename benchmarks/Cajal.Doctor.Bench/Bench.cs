using System.Collections.Concurrent;
using System.Diagnostics;
using Cajal.DoctorBench.Cures;
using Cajal.DoctorBench.Pairs;
using Cajal.DoctorBench.Patients;
using Cajal.DoctorBench.Published;
using Cajal.DoctorBench.Scores;
using Cajal.Insight;

namespace Cajal.DoctorBench;

/// <summary>The measurements that can be asked for; each writes its sheet and gives a line of totals.</summary>
internal sealed class Bench(Arguments asked, TextWriter to)
{
    // Pairs and cures train several times for each case.
    private IEnumerable<ulong> FewerSeeds => asked.IsQuick ? asked.Seeds.Take(4) : asked.Seeds;

    /// <summary>Every fault at full and half strength and its twin, and every patient without any fault.</summary>
    public string Faults()
    {
        var sheet = new ScoreSheet(Verdict.Checks);
        // A twin that is the patient itself is trained once.
        var untouched = new ConcurrentDictionary<(Func<ulong, Patient>, ulong), Lazy<Trial>>();
        Workers.Each(Case.All(asked.Faults, asked.Patients, asked.Seeds, asked.IsHalfToo), one =>
        {
            if (one is { Fault: { } fault, Strength: > 0 } && !fault.IsThere(one.Patient, one.Kind(one.Seed)))
            {
                sheet.AddHarmless(one);
                return;
            }
            sheet.Add(one, one.IsUntouched ? untouched.GetOrAdd((one.Kind, one.Seed), _ => new(() => Trial.Of(one.Patient, true, asked.Thresholds))).Value
                : Trial.Of(one.Patient, one.Fault?.IsTrained ?? true, asked.Thresholds));
        });
        sheet.Write(to, asked.ShowsWrong);
        return sheet.Totals();
    }

    /// <summary>Every curable fault, treated as prescribed.</summary>
    public string Cures()
    {
        var curable = Case.All([.. asked.Faults.Where(f => f.IsCurable)], asked.Patients, [.. FewerSeeds], false).Where(c => c is { Fault: not null, Strength: 1 });
        var scores = Workers.Map(curable, one => CureScore.Of(one, asked.Thresholds));
        foreach (var fault in scores.GroupBy(s => s.Case.Fault!).OrderBy(g => g.Key.Code, ScoreSheet.CodeOrder))
            to.WriteLine($"{fault.Key.Code + " " + fault.Key.Name,-60} cured {fault.Count(s => s.Helped.Length > 0)}/{fault.Count()}, no harm to cure {fault.Count(s => s.IsHarmless)}");
        if (asked.ShowsWrong)
            foreach (var s in scores.Where(s => s.Helped.Length == 0)) to.WriteLine($"  not cured: {(s.IsHarmless ? "(no harm) " : "")}{s.Case.Fault!.Code} {s.Case.Fault.Name}, {s.Case.Patient.Kind}, seed {s.Case.Seed}: {s.Said}");
        return $"cures: {scores.Count(s => s.Helped.Length > 0)} of {scores.Length} got better by more than noise, {scores.Count(s => s.IsHarmless)} had nothing to lose, {scores.GroupBy(s => s.Case.Fault).Count()} curable faults";
    }

    /// <summary>Two faults at once.</summary>
    public string Pairs()
    {
        var done = Workers.Map(PairScore.All, pair => (Pair: pair, Score: PairScore.Try(pair, asked.Patients, [.. FewerSeeds], asked.Thresholds)));
        foreach (var (pair, score) in done.OrderBy(d => d.Pair.First.Code, ScoreSheet.CodeOrder))
        {
            to.WriteLine($"{pair,-90} both named {score.Named}/{score.Of}, both as roots {score.Roots}/{score.Of}");
            if (asked.ShowsWrong)
                foreach (string wrong in score.Wrong) to.WriteLine($"  missed: {wrong}");
        }
        return $"pairs: both named in {done.Sum(d => d.Score.Named)} of {done.Sum(d => d.Score.Of)}, both as roots in {done.Sum(d => d.Score.Roots)}";
    }

    /// <summary>Bugs that others have published.</summary>
    public string Published()
    {
        var sheet = new PublishedSheet();
        Workers.Each(PublishedBugs.All, bug => sheet.Add(bug, asked.Thresholds));
        if (asked.IsPage) sheet.WriteMarkdown(to);
        else sheet.Write(to);
        return sheet.Totals;
    }

    /// <summary>The patients without the Doctor.</summary>
    public string Healthy()
    {
        var all = Workers.Map(asked.Patients.SelectMany(kind => asked.Seeds.Take(5).Select(seed => kind(seed))), p => (Health.Of(p), asked.IsSwept ? Health.Sweep(p) : null));
        Health.Write(to, all);
        return $"healthy: {asked.Patients.Count} kinds, {all.Max(a => a.Item1.Seconds):F1} s at most";
    }

    /// <summary>What each fault changes, without the Doctor.</summary>
    public string Planting() => Planted.Write(to, asked.Faults, asked.Patients, Workers.Map(asked.Faults, fault => Planted.Cells(fault, asked.Patients, asked.Seeds[0])));

    /// <summary>All of it that has a score, and one line.</summary>
    public string Quick()
    {
        var clock = Stopwatch.StartNew();
        string[] totals = [Faults(), Pairs(), Cures(), Published()];
        return string.Join("; ", totals) + $"; {clock.Elapsed.TotalMinutes:F1} minutes";
    }
}
