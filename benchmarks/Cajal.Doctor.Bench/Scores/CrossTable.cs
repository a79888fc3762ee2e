using Cajal.DoctorBench.Faults;

namespace Cajal.DoctorBench.Scores;

/// <summary>Which finding spoke on which healthy twin, and how it went in each kind of patient: chain reactions, and patients that are to blame, show here.</summary>
internal static class CrossTable
{
    /// <summary>All twins down, all findings across; <c>.</c> for silence.</summary>
    public static void WriteTwins(TextWriter to, IReadOnlyList<(Case Case, Trial Trial)> results)
    {
        var twins = results.Where(r => r.Case.Strength == 0).ToArray();
        string[] codes = [.. Catalogue.All.Select(f => f.Code).Distinct().Order(ScoreSheet.CodeOrder)];
        to.WriteLine();
        to.WriteLine($"{"warnings and errors on healthy twins",-62} {"runs",4} {string.Concat(codes.Select(c => $"{c,4}"))}");
        foreach (var row in twins.GroupBy(r => r.Case.Fault is { } f ? $"twin of {f.Code} {f.Name}" : "healthy")
            .OrderBy(g => g.First().Case.Fault is { } f ? f.Code : "D0", ScoreSheet.CodeOrder).ThenBy(g => g.Key, StringComparer.Ordinal))
            to.WriteLine(Row(row.Key, [.. row]));
        to.WriteLine(Row("all", twins));

        string Row(string name, (Case Case, Trial Trial)[] of) =>
            $"{name,-62} {of.Length,4} {string.Concat(codes.Select(c => of.Sum(r => r.Trial.AllCodes.Count(a => a == c)) is > 0 and int n ? $"{n,4}" : "   ."))}";
    }

    /// <summary>A line for each kind of patient.</summary>
    public static void WriteKinds(TextWriter to, IReadOnlyList<(Case Case, Trial Trial)> results)
    {
        to.WriteLine();
        to.WriteLine($"{"patient",-62} {"caught",9} {"as root",9} {"alarms on twins",16}");
        foreach (var kind in results.GroupBy(r => r.Case.Kind).OrderBy(g => g.Key(1).Kind, StringComparer.Ordinal))
        {
            var full = kind.Where(r => r.Case is { Fault: not null, Strength: 1 }).ToArray();
            var twins = kind.Where(r => r.Case.Strength == 0).ToArray();
            string caught = $"{full.Count(ScoreSheet.IsCaught)}/{full.Length}", root = $"{full.Count(ScoreSheet.IsRoot)}/{full.Length}", alarms = $"{twins.Count(r => r.Trial.AllCodes.Count > 0)}/{twins.Length}";
            to.WriteLine($"{kind.Key(1).Kind,-62} {caught,9} {root,9} {alarms,16}");
        }
        to.WriteLine();
    }
}
