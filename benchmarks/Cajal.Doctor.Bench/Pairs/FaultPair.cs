using Cajal.DoctorBench.Faults;
using Cajal.DoctorBench.Patients;
using Cajal.DoctorBench.Scores;
using Cajal.Insight;

namespace Cajal.DoctorBench.Pairs;

/// <summary>Two faults at once, neither of which explains the other.</summary>
/// <param name="First">Planted first.</param>
/// <param name="Second">Planted into the same patient.</param>
internal sealed record FaultPair(Fault First, Fault Second)
{
    /// <summary>Whether both can be planted.</summary>
    public bool Suits(Patient healthy) => First.Suits(healthy) && Second.Suits(healthy);

    /// <summary>The patient with both.</summary>
    public Patient Plant(Patient healthy) => Second.Plant(First.Plant(healthy, 1), 1);

    /// <summary>Whether the verdict names both, as roots or under others.</summary>
    public bool AreNamed(Trial trial) => First.Roots.Intersect(trial.AllCodes).Any() && Second.Roots.Intersect(trial.AllCodes).Any();

    /// <summary>Whether both stand as roots of their own.</summary>
    public bool AreRoots(Trial trial) => new[] { First, Second }.All(f => trial.Verdict.Findings.Any(r => r.Severity > Severity.Note && f.Roots.Contains(r.Code)));

    /// <summary>For example <c>D2 + S7</c>.</summary>
    public override string ToString() => $"{First.Code} {First.Name} + {Second.Code} {Second.Name}";
}
