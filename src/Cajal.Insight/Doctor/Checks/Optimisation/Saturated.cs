using Cajal.Training;

namespace Cajal.Insight;

/// <summary>T5: hidden units pressed against the flat ends of tanh or sigmoid, where the slope is almost 0.</summary>
internal sealed class Saturated() : Check("T5", "saturated units", Stage.Optimisation, "hidden-layers-and-backpropagation.md#11-why-saturation-slows-learning")
{
    private const long Settled = 64;

    public override bool IsLive => true;

    public override Finding? Examine(Examination e)
    {
        NetworkLook[] checks = e.IsRunning ? [.. e.Looks.Where(l => l.Step >= Settled).TakeLast(2)] : e.IsTrained ? [e.LastLook, .. e.Looks.TakeLast(1)] : [];
        if (checks.Length < 2 || e.Task.Kind is null || e.Task.PriorLoss is not { } prior || checks.Any(c => !float.IsFinite(c.Loss))) return null;
        double bound = e.Thresholds["T5.far"].Value;
        string[] pressed = [.. HiddenOf(checks[0]).Where(l => l.Far > bound && HiddenOf(checks[1]).Any(o => o.Name == l.Name && o.Far > bound)).Select(l => l.Name)];
        if (pressed.Length == 0) return e.IsRunning ? null : OfGates(e, bound, prior);
        double first = HiddenOf(e.FirstLook).Where(l => pressed.Contains(l.Name)).Max(l => (double)l.Far!.Value), far = HiddenOf(checks[0]).Where(l => pressed.Contains(l.Name)).Max(l => (double)l.Far!.Value);
        // Units that are sure because they are right are as they should be.
        if (first <= bound && Movement.Lately(e) < e.Thresholds["T5.loss"].Value * prior) return null;
        return Found(Severity.Warning, FormattableString.Invariant($"{far:P0} of what goes into {string.Join(" and ", HiddenOf(checks[0]).Where(l => pressed.Contains(l.Name)).Select(l => l.Activation).Distinct())} in layer {string.Join(", ", pressed)} lies beyond ±5, where its slope is below 0.01: hardly any gradient passes."),
            new Measurement("share of pre-activations with |z| ≥ 5, worst hidden layer", far) { Threshold = e.Thresholds["T5.far"], Window = $"{checks[0].Examples} rows, two checks" },
            new Measurement("the same before the first step", first)) with
        {
            IsFromTheStart = first > bound / 2,
            Places = [.. pressed.Select(name => $"layer {name}")],
            Causes = first > bound / 2
                ? [new("first weights or inputs of too large a scale", 0.9) { For = [FormattableString.Invariant($"{first:P0} lay there before the first step")] }, new("a learning rate that is too high", 0.3)]
                : [new("a learning rate that is too high", 0.8) { For = [FormattableString.Invariant($"only {first:P0} lay there before the first step")] }, new("inputs of too large a scale", 0.3)],
            Prescriptions =
            [
                .. first > bound / 2 ? [new Prescription("Take Xavier's first weights, and standardised inputs", ("initializer", "xavier-uniform"))]
                    : new[] { Movement.WithRate(FormattableString.Invariant($"Divide the learning rate by 10, to {Movement.Rate(e) / 10:G2}"), Movement.Rate(e) / 10) },
                new("Take ReLU in the hidden layers", ("activation", "relu")),
            ],
        };
    }

    // A gate that is always open or always shut hands on what it was given and cannot learn otherwise.
    private Finding? OfGates(Examination e, double bound, double prior)
    {
        if (e.LastGates.MaxBy(g => g.Far) is not { } worst || worst.Far <= bound) return null;
        double first = e.FirstGates.FirstOrDefault(g => g.Layer == worst.Layer)?.Far ?? 0;
        if (first <= bound && Movement.Lately(e) < e.Thresholds["T5.loss"].Value * prior) return null;
        bool isEarly = first > bound / 2;
        return Found(Severity.Warning, FormattableString.Invariant($"{worst.Far:P0} of the gates in layer {worst.Layer} lie at their flat ends, always open or always shut: hardly any gradient passes."),
            new Measurement("share of gates beyond σ(±5) or tanh(±5)", worst.Far) { Threshold = e.Thresholds["T5.far"], Window = $"{e.Probe.Inputs.Shape[0]} rows, all steps" },
            new Measurement("the same before the first step", first)) with
        {
            IsFromTheStart = isEarly,
            Places = [$"layer {worst.Layer}"],
            Causes = [isEarly ? new("first weights or inputs of too large a scale", 0.9) { For = [FormattableString.Invariant($"{first:P0} lay there before the first step")] }
                : new("a learning rate that is too high", 0.8) { For = [FormattableString.Invariant($"only {first:P0} lay there before the first step")] }],
            Prescriptions =
            [
                isEarly ? new("Begin with U(−1/√H, 1/√H), and standardise the inputs") : Movement.WithRate(FormattableString.Invariant($"Divide the learning rate by 10, to {Movement.Rate(e) / 10:G2}"), Movement.Rate(e) / 10),
            ],
        };
    }

    private static LayerLook[] HiddenOf(NetworkLook look) => [.. look.Layers.SkipLast(1).Where(l => l.Far is not null)];
}
