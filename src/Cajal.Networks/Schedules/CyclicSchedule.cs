namespace Cajal.Networks;

/// <summary>η goes from low up to low + (high − low)·a in straight lines and back, again and again; the height a is 1 here.</summary>
/// <remarks>The triangular policy. <see cref="HalvingCyclicSchedule"/> and <see cref="DecayingCyclicSchedule"/> lower the peaks.
/// Source: Smith (2017), Cyclical learning rates.</remarks>
/// <param name="low">The rate at the start of each cycle.</param>
/// <param name="high">The rate at the peak.</param>
/// <param name="stepsUp">Steps from low to high.</param>
/// <param name="stepsDown">Steps from high to low; as many as up when left out.</param>
/// <param name="lowMomentum">Momentum at a peak of height 1; null leaves the momentum alone.</param>
/// <param name="highMomentum">Momentum at the start of each cycle; null leaves the momentum alone.</param>
public class CyclicSchedule(double low, double high, long stepsUp, long? stepsDown = null, double? lowMomentum = null,
    double? highMomentum = null) : Schedule
{
    private readonly double low = Require(low, nameof(low)), high = Require(high, nameof(high));
    private readonly long up = RequireSteps(stepsUp, nameof(stepsUp)), down = RequireSteps(stepsDown ?? stepsUp, nameof(stepsDown));

    /// <inheritdoc/>
    public sealed override double RateAt(long step) => low + (high - low) * ShareAt(step);

    /// <inheritdoc/>
    public sealed override double? MomentumAt(long step) => highMomentum + (lowMomentum - highMomentum) * ShareAt(step);

    /// <summary>a: the height of the peak of a cycle, counted from 0, at a step.</summary>
    protected virtual double HeightAt(long cycle, long step) => 1;

    private double ShareAt(long step)
    {
        long cycle = step / (up + down), since = step % (up + down);
        double share = since <= up ? (double)since / up : (double)(up + down - since) / down;
        return share * HeightAt(cycle, step);
    }
}
