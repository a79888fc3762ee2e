using Cajal.DoctorBench.Patients;
using Cajal.DoctorBench.Scores;
using Cajal.Networks;

namespace Cajal.DoctorBench.Faults;

/// <summary>T12: a schedule that ends learning after the first tenth. Its twin ends it when there is nothing left to learn.</summary>
internal sealed class EarlyDecay() : Fault("T12", "rate falls to nothing after a tenth of the run")
{
    public override IReadOnlyList<string> Roots => ["T12", "T7", "G2"];

    public override bool IsCurable => true;

    public override bool IsThere(Patient ill, Patient healthy) => Harm.IsDone(ill, healthy);

    public override Patient Plant(Patient healthy, double strength) => Decayed(healthy with { Rate = healthy.Rate / 5 }, 0.03 / strength);

    public override Patient Twin(Patient healthy) => Decayed(healthy, 0.8);

    private static Patient Decayed(Patient p, double after) => p with { Schedule = q => new MultiStepSchedule(q.Rate, [Math.Max(1, (long)(after * q.Steps))], 1e-4) };
}
