namespace Cajal.Networks;

/// <summary>A cyclic rate whose height falls with every step: a = γᵗ.</summary>
/// <remarks>The exp_range policy of Smith (2017).</remarks>
/// <param name="low">The rate at the start of each cycle.</param>
/// <param name="high">The rate at a peak of height 1.</param>
/// <param name="stepsUp">Steps up.</param>
/// <param name="factor">γ, per step.</param>
/// <param name="stepsDown">Steps down; as many as up when left out.</param>
public sealed class DecayingCyclicSchedule(double low, double high, long stepsUp, double factor, long? stepsDown = null)
    : CyclicSchedule(low, high, stepsUp, stepsDown)
{
    private readonly double factor = Require(factor, nameof(factor));

    /// <inheritdoc/>
    protected override double HeightAt(long cycle, long step) => Math.Pow(factor, step);
}
