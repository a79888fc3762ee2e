namespace Cajal.Networks;

/// <summary>η(t) = η₀</summary>
/// <param name="learningRate">η₀.</param>
public sealed class ConstantSchedule(double learningRate) : Schedule
{
    private readonly double learningRate = Require(learningRate, nameof(learningRate));

    /// <inheritdoc/>
    public override double RateAt(long step) => learningRate;
}
