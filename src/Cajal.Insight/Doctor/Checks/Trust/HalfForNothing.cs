namespace Cajal.Insight;

/// <summary>E1: the second half of the training, its time and its energy, bought less than the noise of the validation rows.</summary>
internal sealed class HalfForNothing() : Check("E1", "time and energy that bought nothing", Stage.Trust, "computation-and-activations.md#25-compute-time-and-energy-count-too")
{
    public override Finding? Examine(Examination e)
    {
        var epochs = e.Epochs.Where(r => r.ValidationLoss is { } v && double.IsFinite(v)).ToArray();
        if (e.Task.PriorLoss is not { } prior || epochs.Length < 10 || e.ValidationAnswers is not { } answers) return null;
        int half = epochs.Length / 2;
        double before = epochs[..half].Min(r => r.ValidationLoss!.Value), after = epochs[half..].Min(r => r.ValidationLoss!.Value);
        // Of a network that learned nothing every epoch was for nothing, and others speak of that.
        if (before > 0.9 * prior) return null;
        double gain = before - after, error = answers.LossError, seconds = epochs[^1].Seconds - epochs[half - 1].Seconds;
        var bound = e.Thresholds["E1.errors"];
        if (!(gain < bound.Value * error)) return null;
        var energy = EnergyUse.Of(null, seconds);
        return Found(Severity.Note, FormattableString.Invariant($"The second half of the epochs lowered the least validation loss by {Math.Max(0, gain):G2}, less than its standard error ({error:G2}): it took {seconds:G3} s and about {energy.Joules:G3} J."),
            new Measurement("gain of the second half in standard errors", gain / error) { Threshold = bound, Window = $"epochs {half + 1} to {epochs.Length}" },
            new Measurement("seconds of the second half", seconds),
            new Measurement("joules of the second half", energy.Joules) { Window = energy.Source }) with
        {
            Prescriptions = [new Prescription("Train half as long", ("epochs", half.ToString(System.Globalization.CultureInfo.InvariantCulture))), new Prescription("Stop when validation no longer improves", ("earlyStopping", "5"))],
            NotExcluded = ["More rows for validation could show a smaller gain."],
        };
    }
}
