namespace Cajal.Networks;

/// <summary>η(t) = η'(0) · (f + (e−f)·t/w) for t &lt; w, then e·η'(t − w): a straight rise, then the wrapped schedule from its
/// beginning.</summary>
/// <param name="then">η', the schedule after the warm-up.</param>
/// <param name="steps">w.</param>
/// <param name="startFactor">f, the share of the first rate at step 0, in [0, 1]. When left out 1/(w + 1): the rate rises in equal parts,
/// and already the first step moves the weights, which a start at 0 would waste.</param>
/// <param name="endFactor">e, the share of the wrapped schedule's rates that is reached and kept, in [0, 1].</param>
public sealed class WarmupSchedule(Schedule then, long steps, double? startFactor = null, double endFactor = 1) : Schedule
{
    private readonly long steps = RequireSteps(steps, nameof(steps));
    private readonly double start = RequireFactor(startFactor ?? 1.0 / (steps + 1), nameof(startFactor)),
        end = RequireFactor(endFactor, nameof(endFactor));

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, State State)> NamedStates => then.NamedStates;

    /// <inheritdoc/>
    public override double RateAt(long step) =>
        step < steps ? then.RateAt(0) * (start + (end - start) * step / steps) : end * then.RateAt(step - steps);

    /// <inheritdoc/>
    public override double? MomentumAt(long step) => then.MomentumAt(Math.Max(0, step - steps));

    /// <inheritdoc/>
    public override void Report(double metric) => then.Report(metric);

    private static double RequireFactor(double value, string name) => value is >= 0 and <= 1 ? value
        : throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{name} lies in [0, 1]; received {value}."));
}
