namespace Cajal.Insight;

/// <summary>Whether a network is as often right as it says: predictions in bins of their confidence, and how often those of each bin were right.</summary>
public sealed class Calibration
{
    private readonly double[] said, right;
    private readonly int[] counts;
    private readonly List<double> kept = [];

    /// <summary>Sorts predictions into bins.</summary>
    /// <param name="confidences">The probability given to each predicted class, 0 to 1.</param>
    /// <param name="correct">Whether each prediction was right.</param>
    /// <param name="bins">Number of bins of equal width; 15 are usual.</param>
    /// <exception cref="ArgumentException">Not as many answers as confidences, or no bins.</exception>
    public Calibration(Numbers confidences, IReadOnlyList<bool> correct, int bins = 15)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (confidences.Values.Length != correct.Count) throw new ArgumentException($"Each confidence needs an answer; received {confidences.Values.Length} and {correct.Count}.");
        (said, right, counts) = (new double[bins], new double[bins], new int[bins]);
        for (int i = 0; i < correct.Count; i++)
        {
            double confidence = confidences.Values[i];
            if (!(confidence >= 0 && confidence <= 1))
            {
                Missed++;
                continue;
            }
            int bin = Math.Min((int)(confidence * bins), bins - 1);
            counts[bin]++;
            kept.Add(confidence);
            said[bin] += confidence;
            if (correct[i]) right[bin]++;
        }
    }

    /// <summary>Confidences that are no probability.</summary>
    public int Missed { get; }

    /// <summary>Expected calibration error: the mean distance between what was said and what was right, weighted by the bins' counts.</summary>
    public double Error
    {
        get
        {
            int all = counts.Sum();
            double sum = 0;
            for (int b = 0; b < counts.Length; b++) sum += Math.Abs(right[b] - said[b]);
            return all == 0 ? double.NaN : sum / all;
        }
    }

    /// <summary>The bins that hold predictions: what was said on average, how often it was right, and how many.</summary>
    public IEnumerable<(double Said, double Right, int Count)> Bins
    {
        get
        {
            for (int b = 0; b < counts.Length; b++)
                if (counts[b] > 0) yield return (said[b] / counts[b], right[b] / counts[b], counts[b]);
        }
    }

    /// <summary>The error that chance alone gives a network that is exactly as often right as it says, with these confidences: answers drawn right with the probability that
    /// was said.</summary>
    /// <param name="draws">How often they are drawn.</param>
    /// <param name="seed">Decides the draws.</param>
    public CalibrationFloor Floor(int draws = 300, ulong seed = 1)
    {
        if (kept.Count == 0) return new(double.NaN, double.NaN);
        double[] said = [.. kept], errors = new double[draws];
        var rng = new Rng(seed);
        for (int draw = 0; draw < draws; draw++) errors[draw] = new Calibration(said, Array.ConvertAll(said, c => rng.NextDouble() < c), counts.Length).Error;
        Array.Sort(errors);
        return new(errors.Average(), Quantiles.Of(errors, 0.95));
    }
}

/// <summary>The calibration error that chance alone gives.</summary>
/// <param name="Mean">On average.</param>
/// <param name="High">In all but one of twenty cases less than this.</param>
public readonly record struct CalibrationFloor(double Mean, double High);
