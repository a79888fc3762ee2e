namespace Cajal.Networks;

/// <summary>η rises from η_max/r₀ to η_max in the first share of the run and falls to η_max/(r₀·r₁) at its last step; the momentum goes the
/// other way.</summary>
/// <remarks>Beyond the last step both stay. <see cref="ThreePhaseSchedule"/> falls back to its start first. Source: Smith and Topin (2018),
/// Super-convergence; defaults as in PyTorch.</remarks>
public class OneCycleSchedule : Schedule
{
    private readonly double maximum, initial, final, peak;
    private readonly double? lowMomentum, highMomentum;
    private readonly long last;
    private readonly bool linear;

    /// <summary>One cycle over a run.</summary>
    /// <param name="maximum">η_max.</param>
    /// <param name="steps">Steps of the whole run, at least 2.</param>
    /// <param name="warmupShare">Share of the run in which the rate rises, in [0, 1].</param>
    /// <param name="initialDivisor">r₀.</param>
    /// <param name="finalDivisor">r₁.</param>
    /// <param name="linear">True for straight lines, false for half cosines.</param>
    /// <param name="lowMomentum">Momentum at the peak of the rate; null leaves the momentum alone.</param>
    /// <param name="highMomentum">Momentum at both ends; null leaves the momentum alone.</param>
    public OneCycleSchedule(double maximum, long steps, double warmupShare = 0.3, double initialDivisor = 25, double finalDivisor = 1e4,
        bool linear = false, double? lowMomentum = 0.85, double? highMomentum = 0.95)
    {
        if (!(warmupShare >= 0 && warmupShare <= 1))
            throw new ArgumentOutOfRangeException(nameof(warmupShare),
                FormattableString.Invariant($"warmupShare lies in [0, 1]; received {warmupShare}."));
        if (!(initialDivisor > 0) || !(finalDivisor > 0))
            throw new ArgumentOutOfRangeException(nameof(initialDivisor), FormattableString.Invariant(
                $"Divisors are positive numbers; received {initialDivisor} and {finalDivisor}."));
        if (steps < 2) throw new ArgumentOutOfRangeException(nameof(steps), $"One cycle needs at least 2 steps; received {steps}.");
        this.maximum = Require(maximum, nameof(maximum));
        initial = maximum / initialDivisor;
        final = initial / finalDivisor;
        last = steps - 1;
        peak = warmupShare * steps - 1;
        this.linear = linear;
        (this.lowMomentum, this.highMomentum) = (lowMomentum, highMomentum);
    }

    /// <inheritdoc/>
    public sealed override double RateAt(long step) => Along(Math.Min(step, last), peak, last, initial, maximum, final);

    /// <inheritdoc/>
    public sealed override double? MomentumAt(long step) =>
        lowMomentum is { } low && highMomentum is { } high ? Along(Math.Min(step, last), peak, last, high, low, high) : null;

    /// <summary>The value at a step on the way from <paramref name="start"/> over <paramref name="middle"/> at the peak to
    /// <paramref name="end"/> at the last step.</summary>
    private protected virtual double Along(long step, double peak, long last, double start, double middle, double end) =>
        step <= peak ? Between(start, middle, step, 0, peak) : Between(middle, end, step, peak, last);

    /// <summary>The value at a step between two places.</summary>
    private protected double Between(double from, double to, long step, double start, double end)
    {
        double share = end == start ? 1 : (step - start) / (end - start);
        return linear ? from + (to - from) * share : to + (from - to) * (1 + Math.Cos(Math.PI * share)) / 2;
    }
}
