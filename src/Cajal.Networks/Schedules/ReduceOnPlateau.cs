namespace Cajal.Networks;

/// <summary>η ← max(η·γ, η_min) whenever a metric has not got better in more than `patience` reports.</summary>
/// <remarks>Better means below best·(1 − threshold) (or above best·(1 + threshold) when larger is better; without `relative`, best ∓
/// threshold). NaN is never better. After a reduction, `cooldown` reports do not count. Report the metric after each epoch with
/// <see cref="Report"/>. What it remembers is the kept tensor <c>plateau</c>: rate, best, bad reports,
/// cooldown left. Rules as in PyTorch.</remarks>
public sealed class ReduceOnPlateau : Schedule
{
    private readonly double factor, threshold, minimum, smallestChange;
    private readonly int patience, cooldown;
    private readonly bool largerIsBetter, relative;
    private readonly State memory;

    /// <summary>A rate that falls when a metric stops getting better.</summary>
    /// <param name="learningRate">First rate.</param>
    /// <param name="factor">γ, in (0, 1).</param>
    /// <param name="patience">Bad reports that are borne; the next one lowers the rate.</param>
    /// <param name="threshold">How much better a report must be to count.</param>
    /// <param name="relative">True when the threshold is a share of the best, false when it is a difference.</param>
    /// <param name="largerIsBetter">True for an accuracy, false for a loss.</param>
    /// <param name="cooldown">Reports after a reduction that do not count.</param>
    /// <param name="minimum">η_min.</param>
    /// <param name="smallestChange">A reduction by this or less is not made.</param>
    public ReduceOnPlateau(double learningRate, double factor = 0.1, int patience = 10, double threshold = 1e-4, bool relative = true,
        bool largerIsBetter = false, int cooldown = 0, double minimum = 0, double smallestChange = 1e-8)
    {
        if (!(factor > 0 && factor < 1))
            throw new ArgumentOutOfRangeException(nameof(factor),
                FormattableString.Invariant($"factor lies between 0 and 1; received {factor}."));
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        ArgumentOutOfRangeException.ThrowIfNegative(cooldown);
        this.factor = factor;
        this.threshold = Require(threshold, nameof(threshold));
        this.minimum = Require(minimum, nameof(minimum));
        this.smallestChange = Require(smallestChange, nameof(smallestChange));
        (this.patience, this.cooldown) = (patience, cooldown);
        (this.relative, this.largerIsBetter) = (relative, largerIsBetter);
        double worst = largerIsBetter ? double.NegativeInfinity : double.PositiveInfinity;
        memory = new State(Tensor.From([Require(learningRate, nameof(learningRate)), worst, 0, 0]), persistent: false);
    }

    /// <summary>The best metric so far; infinite before the first.</summary>
    public double Best => memory.Value(1);

    /// <summary>Reports since the metric last got better, those in a cooldown left out.</summary>
    public int BadReports => (int)memory.Value(2);

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, State State)> NamedStates => [("plateau", memory)];

    /// <summary>The rate of now, whatever the step.</summary>
    public override double RateAt(long step) => memory.Value(0);

    /// <inheritdoc/>
    public override void Report(double metric)
    {
        double rate = memory.Value(0), best = Best;
        int bad = BadReports + 1, wait = (int)memory.Value(3);
        if (IsBetter(metric, best)) (best, bad) = (metric, 0);
        if (wait > 0) (wait, bad) = (wait - 1, 0);
        if (bad > patience)
        {
            double lower = Math.Max(rate * factor, minimum);
            if (rate - lower > smallestChange) rate = lower;
            (wait, bad) = (cooldown, 0);
        }
        memory.Assign([rate, best, bad, wait]);
    }

    private bool IsBetter(double metric, double best)
    {
        // Written as PyTorch does, because best − threshold·best rounds differently where a metric lies on the bound.
        double sign = largerIsBetter ? 1 : -1, bound = relative ? best * (1 + sign * threshold) : best + sign * threshold;
        return largerIsBetter ? metric > bound : metric < bound;
    }
}
