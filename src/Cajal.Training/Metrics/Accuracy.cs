namespace Cajal.Training;

/// <summary>accuracy = (1/N) · Σᵢ [ŷᵢ = yᵢ], the share of examples put into the right class.</summary>
/// <param name="kind">What the scores are; it matters for a single score only.</param>
public sealed class Accuracy(ScoreKind kind = ScoreKind.Logits) : Metric
{
    private long right, count;

    /// <inheritdoc/>
    public override string Name => "accuracy";

    /// <inheritdoc/>
    public override double Result => count == 0 ? double.NaN : (double)right / count;

    /// <inheritdoc/>
    public override void Update(Tensor outputs, Tensor targets)
    {
        var batch = new Classification(Name, outputs, targets, kind);
        for (int i = 0; i < batch.Count; i++)
            if (batch.Decision(i) == batch.Label(i)) right++;
        count += batch.Count;
    }

    /// <inheritdoc/>
    public override void Reset() => right = count = 0;
}
