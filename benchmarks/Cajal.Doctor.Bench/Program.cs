using System.Collections.Concurrent;
using System.Diagnostics;
using Cajal;
using Cajal.DoctorBench;
using Cajal.DoctorBench.Cures;
using Cajal.DoctorBench.Pairs;
using Cajal.DoctorBench.Published;
using Cajal.DoctorBench.Scores;

try
{
    if (Arguments.Read(args) is not { } asked)
    {
        Console.WriteLine(Arguments.Help);
        return 0;
    }
    if (asked.What == "cost")
    {
        Cost.Write(Console.Out);
        return 0;
    }
    // Small networks gain nothing from threads of their own; cases run side by side.
    CpuThreads.Count = 1;
    switch (asked.What)
    {
        case "cures": Cures(); break;
        case "pairs": Pairs(); break;
        case "published": Published(); break;
        default: Faults(); break;
    }
    return 0;

    void Faults()
    {
        var sheet = new ScoreSheet(Cajal.Insight.Verdict.Checks);
        Each(Case.All(asked.Faults, asked.Patients, asked.Seeds, asked.IsHalfToo), one => sheet.Add(one, Trial.Of(one.Patient, one.Fault?.IsTrained ?? true, asked.Thresholds)));
        sheet.Write(Console.Out, asked.ShowsWrong);
    }

    void Cures()
    {
        var scores = new ConcurrentBag<CureScore>();
        Each(Case.All(asked.Faults, asked.Patients, asked.Seeds, false).Where(c => c is { Fault.IsCurable: true, Strength: 1 }), one => scores.Add(CureScore.Of(one, asked.Thresholds)));
        foreach (var fault in scores.GroupBy(s => s.Case.Fault!).OrderBy(g => g.Key.Code, ScoreSheet.CodeOrder))
            Console.WriteLine($"{fault.Key.Code + " " + fault.Key.Name,-60} cured {fault.Count(s => s.Helped.Length > 0)}/{fault.Count()}");
        if (asked.ShowsWrong)
            foreach (var s in scores.Where(s => s.Helped.Length == 0)) Console.WriteLine($"  not cured: {s.Case.Fault!.Code} {s.Case.Fault.Name}, {s.Case.Patient.Kind}, seed {s.Case.Seed}: {s.Tried} tried");
        Console.WriteLine($"cures: {scores.Count(s => s.Helped.Length > 0)} of {scores.Count} curable faults got better by more than noise");
    }

    void Pairs()
    {
        var done = new ConcurrentBag<(FaultPair Pair, (int Named, int Roots, int Of, IReadOnlyList<string> Wrong) Score)>();
        Each(PairScore.All, pair => done.Add((pair, PairScore.Try(pair, asked.Patients, asked.Seeds, asked.Thresholds))));
        foreach (var (pair, score) in done.OrderBy(d => d.Pair.First.Code, ScoreSheet.CodeOrder))
        {
            Console.WriteLine($"{pair,-90} both named {score.Named}/{score.Of}, both as roots {score.Roots}/{score.Of}");
            if (asked.ShowsWrong)
                foreach (string wrong in score.Wrong) Console.WriteLine($"  missed: {wrong}");
        }
        Console.WriteLine($"pairs: both named in {done.Sum(d => d.Score.Named)} of {done.Sum(d => d.Score.Of)}, both as roots in {done.Sum(d => d.Score.Roots)}");
    }

    void Published()
    {
        var sheet = new PublishedSheet();
        Each(PublishedBugs.All, bug => sheet.Add(bug, asked.Thresholds));
        if (asked.IsPage) sheet.WriteMarkdown(Console.Out);
        else sheet.Write(Console.Out);
    }

    void Each<T>(IEnumerable<T> all, Action<T> work)
    {
        T[] items = [.. all];
        int done = 0;
        var clock = Stopwatch.StartNew();
        var told = TimeSpan.Zero;
        Parallel.ForEach(Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, item =>
        {
            work(item);
            int now = Interlocked.Increment(ref done);
            lock (clock)
            {
                if (clock.Elapsed - told < TimeSpan.FromSeconds(10)) return;
                told = clock.Elapsed;
                Console.Error.WriteLine($"{now} of {items.Length}, {told.TotalSeconds:F0} s");
            }
        });
    }
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
