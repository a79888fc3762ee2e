using Cajal.DoctorBench.Patients;
using Cajal.DoctorBench.Scores;
using Cajal.Insight;

namespace Cajal.DoctorBench.Faults;

/// <summary>E1: training goes on five times as long as it learns anything. The twin ends while it still improves.</summary>
internal sealed class FiveTimesTheEpochs() : Fault("E1", "five times as many epochs")
{
    public override Severity Least => Severity.Note;

    public override bool Suits(Patient healthy) => healthy.X.Rank == 2;

    // Where twice the epochs still lower the losses of the validation rows, they were not for nothing.
    public override bool IsThere(Patient ill, Patient healthy) => Harm.LossesAfter(ill) is { } whole && !Harm.IsBetter(Harm.LossesAfter(ill with { Epochs = ill.Epochs / 2 }), whole);

    public override Patient Plant(Patient healthy, double strength) => healthy with { Epochs = (int)(healthy.Epochs * (1 + 4 * strength)) };

    public override Patient Twin(Patient healthy) => healthy with { Rate = healthy.Rate / 2, Epochs = 10 };
}
