using Cajal.DoctorBench.Faults;
using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Scores;

/// <summary>One thing to try: a fault at a strength, or its twin (strength 0), in a kind of patient with a seed; a patient without any fault when that is null.</summary>
internal sealed record Case(Fault? Fault, double Strength, Func<ulong, Patient> Kind, ulong Seed)
{
    /// <summary>The patient.</summary>
    public Patient Patient => Fault is null ? Kind(Seed) : Strength == 0 ? Fault.Twin(Kind(Seed)) : Fault.Plant(Kind(Seed), Strength);

    /// <summary>Whether the patient of this case is the healthy one as it is.</summary>
    public bool IsUntouched => Strength == 0 && (Fault is null || (Kind(Seed) is var healthy && ReferenceEquals(Fault.Twin(healthy), healthy)));

    /// <summary>All cases of some faults, kinds and seeds.</summary>
    public static IEnumerable<Case> All(IReadOnlyList<Fault> faults, IReadOnlyList<Func<ulong, Patient>> kinds, IReadOnlyList<ulong> seeds, bool isHalfToo)
    {
        for (int f = 0; f < faults.Count; f++)
        {
            var fault = faults[f];
            var suited = kinds.Where(kind => fault.Suits(kind(1))).ToArray();
            if (suited.Length == 0) continue;
            for (int i = 0; i < seeds.Count; i++)
            {
                // Seeds go round the kinds, so that each fault is seen in all of them; faults begin at different kinds, so that few seeds see all of them too.
                var kind = suited[(f + i) % suited.Length];
                yield return new Case(fault, 1, kind, seeds[i]);
                if (isHalfToo) yield return new Case(fault, 0.5, kind, seeds[i]);
                yield return new Case(fault, 0, kind, seeds[i]);
            }
        }
        foreach (var kind in kinds)
            foreach (ulong seed in seeds) yield return new Case(null, 0, kind, seed);
    }
}
