using Cajal.Data;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>How far around a network's number the truth lies in a given share of cases, known from its errors on examples it did not learn from.</summary>
/// <remarks>y ± q in the network's own units, q the ⌈(n + 1)·level⌉-th smallest of n errors: it holds the truth of a new example of the same source with at least that chance, whatever the
/// network. Where logarithms are learned, the interval is a factor up and down. Source: Papadopoulos and others (2002); Lei and others (2018), split conformal prediction.</remarks>
public sealed class PredictionInterval
{
    private readonly NumberScaling scaling;
    private readonly double reach;

    private PredictionInterval(double level, double reach, int examples, NumberScaling scaling) => (Level, this.reach, Examples, this.scaling) = (level, reach, examples, scaling);

    /// <summary>The share of cases it is meant to hold.</summary>
    public double Level { get; }

    /// <summary>From how many errors it is known.</summary>
    public int Examples { get; }

    /// <summary>Half its width in the units of the data; NaN where logarithms are learned and it grows with the answer.</summary>
    public double HalfWidth => scaling.Logarithm ? double.NaN : reach * scaling.Scale;

    /// <summary>Where the truth lies around an answer, both in the units of the data.</summary>
    public Interval Around(double answer)
    {
        double scaled = scaling.ToScaled(answer);
        return new(scaling.Unscale(scaled - reach), scaling.Unscale(scaled + reach));
    }

    internal static PredictionInterval Of(TrainedModel model, double level)
    {
        if (!(level > 0 && level < 1)) throw new ArgumentOutOfRangeException(nameof(level), FormattableString.Invariant($"An interval holds a share of cases above 0 and below 1; received {level}."));
        if (model.Preprocessing.Target is not NumberScaling scaling) throw new ArgumentException("Intervals are for networks that answer with numbers, and this one names classes; their probabilities say how sure it is.");
        if (model.Summary?.Residuals is not { Length: > 0 } residuals)
            throw new RunException("This model was saved without its errors on a validation part, by an older version or because there was none, so there are no intervals. Train it again with a validation part.");
        int place = (int)Math.Ceiling((residuals.Length + 1) * level);
        if (place > residuals.Length)
            throw new ArgumentException(FormattableString.Invariant($"The errors of {residuals.Length} validation examples tell intervals up to {Math.Floor(1000.0 * residuals.Length / (residuals.Length + 1)) / 1000}; received {level}."));
        return new(level, residuals[place - 1], residuals.Length, scaling);
    }
}

/// <summary>How often an interval held the truth.</summary>
/// <param name="Level">How often it is meant to.</param>
/// <param name="Held">The share of examples whose truth lay in it.</param>
/// <param name="Interval">Where that share lies, at 95 %.</param>
/// <param name="Examples">How many were looked at.</param>
/// <param name="Part">Which they were.</param>
public sealed record IntervalCoverage(double Level, double Held, Interval Interval, int Examples, string Part)
{
    /// <summary>What to know, in words.</summary>
    public string Sentence => $"The {Words.Percent(Level)} interval holds {Words.Percent(Held)} of {Examples} examples ({Part}), where {Words.Percent(Interval.Low)} to {Words.Percent(Interval.High)} may lie in it.";

    internal static IntervalCoverage Of(PredictionInterval interval, JudgedPart part)
    {
        int held = Enumerable.Range(0, part.Count).Count(i => interval.Around(part.Answers.Value(i)).Holds(part.Value(i)));
        return new(interval.Level, held / (double)part.Count, Insight.Interval.OfShare(held, part.Count), part.Count, $"{part.Name} part");
    }
}
