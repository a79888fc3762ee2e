namespace Cajal.Networks;

/// <summary>η(t) = η'(0) · (f + (1−f)·t/w) for t &lt; w, then η'(t − w): a straight rise, then the wrapped schedule from its
/// beginning.</summary>
/// <param name="then">η', the schedule after the warm-up.</param>
/// <param name="steps">w.</param>
/// <param name="startFactor">f, the share of the first rate at step 0, in [0, 1].</param>
public sealed class WarmupSchedule(Schedule then, long steps, double startFactor = 0) : Schedule
{
    private readonly long steps = RequireSteps(steps, nameof(steps));
    private readonly double startFactor = startFactor is >= 0 and <= 1 ? startFactor
        : throw new ArgumentOutOfRangeException(nameof(startFactor),
            FormattableString.Invariant($"startFactor lies in [0, 1]; received {startFactor}."));

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, State State)> NamedStates => then.NamedStates;

    /// <inheritdoc/>
    public override double RateAt(long step) =>
        step < steps ? then.RateAt(0) * (startFactor + (1 - startFactor) * step / steps) : then.RateAt(step - steps);

    /// <inheritdoc/>
    public override double? MomentumAt(long step) => then.MomentumAt(Math.Max(0, step - steps));

    /// <inheritdoc/>
    public override void Report(double metric) => then.Report(metric);
}
