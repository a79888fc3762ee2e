namespace Cajal.Networks;

/// <summary>One cycle whose rate falls back from η_max to its start η_max/r₀ as fast as it rose, and only then to η_max/(r₀·r₁).</summary>
/// <remarks>Source: Smith and Topin (2018); the three phases are those of PyTorch.</remarks>
/// <param name="maximum">η_max.</param>
/// <param name="steps">Steps of the whole run, at least 2.</param>
/// <param name="warmupShare">Share of the run in which the rate rises, and again in which it falls back.</param>
/// <param name="initialDivisor">r₀.</param>
/// <param name="finalDivisor">r₁.</param>
/// <param name="linear">True for straight lines, false for half cosines.</param>
/// <param name="lowMomentum">Momentum at the peak of the rate; null leaves the momentum alone.</param>
/// <param name="highMomentum">Momentum at both ends; null leaves the momentum alone.</param>
public sealed class ThreePhaseSchedule(double maximum, long steps, double warmupShare = 0.3, double initialDivisor = 25,
    double finalDivisor = 1e4, bool linear = false, double? lowMomentum = 0.85, double? highMomentum = 0.95)
    : OneCycleSchedule(maximum, steps, warmupShare, initialDivisor, finalDivisor, linear, lowMomentum, highMomentum)
{
    private protected override double Along(long step, double peak, long last, double start, double middle, double end) =>
        step <= peak ? Between(start, middle, step, 0, peak)
        : step <= 2 * peak ? Between(middle, start, step, peak, 2 * peak)
        : Between(start, end, step, 2 * peak, last);
}
