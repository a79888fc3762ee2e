namespace Cajal.Training;

/// <summary>AUC = P(score of a positive > score of a negative) + ½ · P(equal): the area under the ROC curve.</summary>
/// <remarks>[N] or [N, 1]: the score itself. [N, C]: each class against the rest by its log odds s_c − log Σ_{j≠c} e^{s_j}, then the mean
/// over the classes that have both positive and negative examples; two classes give the same as the one score s₁ − s₀. NaN when no class
/// has both, or a score is NaN. Keeps 4 bytes per score and label. Source: Mann and Whitney (1947); Hand and Till (2001) for the
/// one-against-the-rest mean.</remarks>
/// <param name="kind">What the scores are; it matters for [N, C], where the odds of a class are taken from the logits of all.</param>
public sealed class RocAuc(ScoreKind kind = ScoreKind.Logits) : Metric
{
    private readonly List<float> scores = [];
    private readonly List<int> labels = [];
    private int columns;

    /// <inheritdoc/>
    public override string Name => "auc";

    /// <inheritdoc/>
    public override double Result
    {
        get
        {
            if (columns <= 1) return Area(0, 1);
            double sum = 0;
            int classes = 0;
            for (int c = 0; c < columns; c++)
            {
                double area = Area(c, c);
                if (double.IsNaN(area)) continue;
                sum += area;
                classes++;
            }
            return classes == 0 || scores.Exists(float.IsNaN) ? double.NaN : sum / classes;
        }
    }

    /// <inheritdoc/>
    public override void Update(Tensor outputs, Tensor targets)
    {
        var batch = new Classification(Name, outputs, targets, kind);
        int width = batch.IsSingle ? 1 : batch.Classes;
        if (columns != 0 && columns != width) throw new ShapeException(Name, $"{columns} scores per example, as in the first batch",
            outputs.Shape);
        columns = width;
        for (int i = 0; i < batch.Count; i++)
        {
            labels.Add(batch.Label(i));
            for (int c = 0; c < width; c++)
            {
                double shift = width == 1 || kind == ScoreKind.Probabilities ? 0 : LogSumExpWithout(batch, i, c);
                scores.Add((float)(batch.Score(i, c) - shift));
            }
        }
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        scores.Clear();
        labels.Clear();
        columns = 0;
    }

    // U / (n₊ · n₋) with U from the mid-ranks of the positives, so that ties count half.
    private double Area(int column, int positive)
    {
        int n = labels.Count;
        float[] sorted = new float[n];
        int[] order = new int[n];
        for (int i = 0; i < n; i++) (sorted[i], order[i]) = (scores[i * Math.Max(1, columns) + column], i);
        if (Array.Exists(sorted, float.IsNaN)) return double.NaN;
        Array.Sort(sorted, order);
        double rankSum = 0;
        long positives = 0;
        for (int start = 0, end; start < n; start = end)
        {
            for (end = start + 1; end < n && sorted[end] == sorted[start];) end++;
            long here = 0;
            for (int i = start; i < end; i++)
                if (labels[order[i]] == positive) here++;
            rankSum += here * ((start + 1 + end) / 2.0);
            positives += here;
        }
        long negatives = n - positives;
        return positives == 0 || negatives == 0 ? double.NaN
            : (rankSum - positives * (positives + 1) / 2.0) / ((double)positives * negatives);
    }

    private static double LogSumExpWithout(in Classification batch, int example, int column)
    {
        double most = double.NegativeInfinity, sum = 0;
        for (int c = 0; c < batch.Classes; c++)
            if (c != column) most = Math.Max(most, batch.Score(example, c));
        for (int c = 0; c < batch.Classes; c++)
            if (c != column) sum += Math.Exp(batch.Score(example, c) - most);
        return most + Math.Log(sum);
    }
}
