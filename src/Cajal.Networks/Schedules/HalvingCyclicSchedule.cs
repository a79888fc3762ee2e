namespace Cajal.Networks;

/// <summary>A cyclic rate whose peaks are halved from cycle to cycle: a = 2⁻ᶜ.</summary>
/// <remarks>The triangular2 policy of Smith (2017).</remarks>
/// <param name="low">The rate at the start of each cycle.</param>
/// <param name="high">The rate at the first peak.</param>
/// <param name="stepsUp">Steps up.</param>
/// <param name="stepsDown">Steps down; as many as up when left out.</param>
/// <param name="lowMomentum">Momentum at a peak of height 1; null leaves the momentum alone.</param>
/// <param name="highMomentum">Momentum at the start of each cycle; null leaves the momentum alone.</param>
public sealed class HalvingCyclicSchedule(double low, double high, long stepsUp, long? stepsDown = null,
    double? lowMomentum = null, double? highMomentum = null)
    : CyclicSchedule(low, high, stepsUp, stepsDown, lowMomentum, highMomentum)
{
    /// <inheritdoc/>
    protected override double HeightAt(long cycle, long step) => Math.Pow(0.5, cycle);
}
