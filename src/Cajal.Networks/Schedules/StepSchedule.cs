namespace Cajal.Networks;

/// <summary>η(t) = η₀ · γ^⌊t/s⌋: the rate falls by a factor every s steps.</summary>
/// <param name="learningRate">η₀.</param>
/// <param name="every">s, in steps.</param>
/// <param name="factor">γ.</param>
public sealed class StepSchedule(double learningRate, long every, double factor = 0.1) : Schedule
{
    private readonly double learningRate = Require(learningRate, nameof(learningRate)), factor = Require(factor, nameof(factor));
    private readonly long every = RequireSteps(every, nameof(every));

    /// <inheritdoc/>
    public override double RateAt(long step) => learningRate * Math.Pow(factor, step / every);
}
