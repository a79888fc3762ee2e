namespace Cajal.Networks;

/// <summary>η(t) = η₀ · γᵗ</summary>
/// <param name="learningRate">η₀.</param>
/// <param name="factor">γ, per step.</param>
public sealed class ExponentialSchedule(double learningRate, double factor) : Schedule
{
    private readonly double learningRate = Require(learningRate, nameof(learningRate)), factor = Require(factor, nameof(factor));

    /// <inheritdoc/>
    public override double RateAt(long step) => learningRate * Math.Pow(factor, step);
}
