namespace Cajal.Networks;

/// <summary>A cyclic rate whose peaks are halved from cycle to cycle: a = 2⁻ᶜ.</summary>
/// <remarks>The triangular2 policy of Smith (2017).</remarks>
/// <param name="low">The rate at the start of each cycle.</param>
/// <param name="high">The rate at the first peak.</param>
/// <param name="stepsUp">Steps up.</param>
/// <param name="stepsDown">Steps down; as many as up when left out.</param>
public sealed class HalvingCyclicSchedule(double low, double high, long stepsUp, long? stepsDown = null)
    : CyclicSchedule(low, high, stepsUp, stepsDown)
{
    /// <inheritdoc/>
    protected override double HeightAt(long cycle, long step) => Math.Pow(0.5, cycle);
}
