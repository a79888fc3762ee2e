namespace Cajal.Networks;

/// <summary>A cyclic rate whose height falls with every step: a = γᵗ.</summary>
/// <remarks>The exp_range policy of Smith (2017).</remarks>
/// <param name="low">The rate at the start of each cycle.</param>
/// <param name="high">The rate at a peak of height 1.</param>
/// <param name="stepsUp">Steps up.</param>
/// <param name="factor">γ, per step.</param>
/// <param name="stepsDown">Steps down; as many as up when left out.</param>
/// <param name="lowMomentum">Momentum at a peak of height 1; null leaves the momentum alone.</param>
/// <param name="highMomentum">Momentum at the start of each cycle; null leaves the momentum alone.</param>
public sealed class DecayingCyclicSchedule(double low, double high, long stepsUp, double factor, long? stepsDown = null,
    double? lowMomentum = null, double? highMomentum = null)
    : CyclicSchedule(low, high, stepsUp, stepsDown, lowMomentum, highMomentum)
{
    private readonly double factor = Require(factor, nameof(factor));

    /// <inheritdoc/>
    protected override double HeightAt(long cycle, long step) => Math.Pow(factor, step);
}
