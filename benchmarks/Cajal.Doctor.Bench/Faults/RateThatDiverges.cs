using Cajal.DoctorBench.Patients;
using Cajal.DoctorBench.Scores;
using Cajal.Networks;

namespace Cajal.DoctorBench.Faults;

/// <summary>T2: ten thousand times the right rate (a thousand times with momentum). Its twin warms up past the right rate and comes back.</summary>
internal sealed class RateThatDiverges() : Fault("T2", "rate ten thousand times the right one")
{
    public override IReadOnlyList<string> Roots => ["T2", "T6"];

    public override bool IsCurable => true;

    public override bool IsThere(Patient ill, Patient healthy) => Harm.IsDone(ill, healthy);

    public override Patient Plant(Patient healthy, double strength) => healthy with { Rate = healthy.Rate * 10000 * strength };

    public override Patient Twin(Patient healthy) => healthy with { Schedule = p => new WarmupSchedule(new CosineSchedule(1.5 * p.Rate, p.Steps), 20) };
}
