using Cajal.DoctorBench.Faults;
using Cajal.DoctorBench.Patients;
using Cajal.DoctorBench.Scores;

namespace Cajal.DoctorBench.Pairs;

/// <summary>The pairs that are tried, and the sheet of what came of them.</summary>
internal static class PairScore
{
    /// <summary>Two faults of different stages, neither of which follows from the other; by the names of their codes.</summary>
    public static IReadOnlyList<(string First, string Second)> Codes { get; } =
    [
        ("D1", "T6"), ("D1", "G1"), ("D1", "S7"), ("D2", "T7"), ("D2", "S2"), ("D3", "T7"), ("D4", "T7"), ("D4", "D1"), ("D5", "D1"), ("D5", "D2"),
        ("D7", "T7"), ("D7", "S7"), ("D7", "D2"), ("D8", "T7"), ("S1", "D1"), ("S3", "D2"), ("S4", "D7"), ("D6", "D1"), ("T9", "D1"), ("S2", "D7"),
    ];

    /// <summary>The pairs of faults, the first fault of each code.</summary>
    public static IReadOnlyList<FaultPair> All => [.. Codes.Select(c => (First: Of(c.First), Second: Of(c.Second)))
        .Where(p => p.First is not null && p.Second is not null).Select(p => new FaultPair(p.First!, p.Second!))];

    /// <summary>Tries a pair in the kinds that suit it, by turns.</summary>
    public static (int Named, int Roots, int Of, IReadOnlyList<string> Wrong) Try(FaultPair pair, IReadOnlyList<Func<ulong, Patient>> kinds, IReadOnlyList<ulong> seeds, Insight.Thresholds thresholds)
    {
        var suited = kinds.Where(kind => pair.Suits(kind(1))).ToArray();
        int named = 0, roots = 0;
        var wrong = new List<string>();
        for (int i = 0; suited.Length > 0 && i < seeds.Count; i++)
        {
            var patient = pair.Plant(suited[i % suited.Length](seeds[i]));
            var trial = Trial.Of(patient, pair.First.IsTrained || pair.Second.IsTrained, thresholds);
            if (pair.AreNamed(trial)) named++;
            else wrong.Add($"{pair}, {patient.Kind}, seed {seeds[i]}: [{string.Join(' ', trial.AllCodes)}]");
            if (pair.AreRoots(trial)) roots++;
        }
        return (named, roots, suited.Length > 0 ? seeds.Count : 0, wrong);
    }

    private static Fault? Of(string code) => Catalogue.All.FirstOrDefault(f => f.Code == code);
}
