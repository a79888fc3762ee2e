namespace Cajal.Networks;

/// <summary>η(t) = η₀ · γⁿ with n = number of milestones at or before t.</summary>
public sealed class MultiStepSchedule : Schedule
{
    private readonly double learningRate, factor;
    private readonly long[] milestones;

    /// <summary>A rate that falls by a factor at each milestone.</summary>
    /// <param name="learningRate">η₀.</param>
    /// <param name="milestones">Steps at which the rate falls, in rising order.</param>
    /// <param name="factor">γ.</param>
    /// <exception cref="ArgumentException">A milestone before its predecessor.</exception>
    public MultiStepSchedule(double learningRate, IEnumerable<long> milestones, double factor = 0.1)
    {
        this.learningRate = Require(learningRate, nameof(learningRate));
        this.factor = Require(factor, nameof(factor));
        this.milestones = [.. milestones];
        for (int i = 1; i < this.milestones.Length; i++)
            if (this.milestones[i] < this.milestones[i - 1])
                throw new ArgumentException($"Milestones come in rising order; received {string.Join(", ", this.milestones)}.");
    }

    /// <inheritdoc/>
    public override double RateAt(long step) => learningRate * Math.Pow(factor, milestones.Count(m => m <= step));
}
