namespace Cajal.Insight;

/// <summary>Whether a network is as often right as it says: predictions in bins of their confidence, and how often those of each bin were right.</summary>
public sealed class Calibration
{
    private readonly double[] said, right;
    private readonly int[] counts;

    /// <summary>Sorts predictions into bins.</summary>
    /// <param name="confidences">The probability given to each predicted class, 0 to 1.</param>
    /// <param name="correct">Whether each prediction was right.</param>
    /// <param name="bins">Number of bins of equal width.</param>
    /// <exception cref="ArgumentException">Not as many answers as confidences, or no bins.</exception>
    public Calibration(Numbers confidences, IReadOnlyList<bool> correct, int bins = 10)
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
    internal IEnumerable<(double Said, double Right, int Count)> Bins
    {
        get
        {
            for (int b = 0; b < counts.Length; b++)
                if (counts[b] > 0) yield return (said[b] / counts[b], right[b] / counts[b], counts[b]);
        }
    }
}
