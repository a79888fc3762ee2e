using System.Globalization;

namespace Cajal.Training;

/// <summary>top-k = (1/N) · Σᵢ [yᵢ is among the k highest scores of example i]. Of equal scores the earlier class comes first.</summary>
public sealed class TopKAccuracy : Metric
{
    private readonly int k;
    private long right, count;

    /// <summary>The share of examples whose class is among the <paramref name="k"/> highest scores.</summary>
    /// <exception cref="ArgumentOutOfRangeException">k is below 1.</exception>
    public TopKAccuracy(int k)
    {
        if (k < 1) throw new ArgumentOutOfRangeException(nameof(k), string.Create(CultureInfo.InvariantCulture,
            $"top-k needs a k of 1 or more; received {k}."));
        this.k = k;
    }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"top-{k}");

    /// <inheritdoc/>
    public override double Result => count == 0 ? double.NaN : (double)right / count;

    /// <inheritdoc/>
    /// <exception cref="ShapeException">One score per example has no order of classes.</exception>
    public override void Update(Tensor outputs, Tensor targets)
    {
        var batch = new Classification(Name, outputs, targets, ScoreKind.Logits);
        if (batch.IsSingle) throw new ShapeException(Name, "scores [N, C] for at least two classes", outputs.Shape);
        for (int i = 0; i < batch.Count; i++)
            if (Rank(batch, i, batch.Label(i)) < k) right++;
        count += batch.Count;
    }

    /// <inheritdoc/>
    public override void Reset() => right = count = 0;

    // How many classes come before the label; all of them when a score is NaN.
    private static int Rank(in Classification batch, int example, int label)
    {
        if (batch.Decision(example) < 0) return int.MaxValue;
        double mine = batch.Score(example, label);
        int before = 0;
        for (int c = 0; c < batch.Classes; c++)
        {
            double other = batch.Score(example, c);
            if (other > mine || (other == mine && c < label)) before++;
        }
        return before;
    }
}
