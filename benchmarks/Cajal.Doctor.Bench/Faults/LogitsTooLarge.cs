using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Faults;

/// <summary>C1: the last layer of a trained network, three times as large: the same classes, said far too surely. The twin has 200 validation rows.</summary>
internal sealed class LogitsTooLarge() : Fault("C1", "logits three times too large")
{
    public override bool Suits(Patient healthy) => healthy.IsClassifier;

    public override Patient Plant(Patient healthy, double strength) => Noisy.Inputs(healthy, 0.7) with
    {
        Epochs = Math.Max(2, healthy.Epochs / 2),
        ChangedAfter = model =>
        {
            foreach (var parameter in model.Modules.OfType<Linear>().Last().Parameters) parameter.Assign(parameter * (1 + 2 * strength));
        },
    };

    public override Patient Twin(Patient healthy) => healthy with { Epochs = Math.Max(2, healthy.Epochs / 2), ValidationX = healthy.ValidationX.Slice(0, 0..200).Keep(), ValidationY = healthy.ValidationY.Slice(0, 0..200).Keep() };
}
