namespace Cajal.Training;

/// <summary>ℓ₀₁ = Σᵢ [ŷᵢ ≠ yᵢ], the number of mistakes (a count, not a share).</summary>
/// <param name="kind">What the scores are; it matters for a single score only.</param>
public sealed class ZeroOneLoss(ScoreKind kind = ScoreKind.Logits) : Metric
{
    private long wrong;
    private bool any;

    /// <inheritdoc/>
    public override string Name => "zero-one";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Result => any ? wrong : double.NaN;

    /// <inheritdoc/>
    public override void Update(Tensor outputs, Tensor targets)
    {
        var batch = new Classification(Name, outputs, targets, kind);
        for (int i = 0; i < batch.Count; i++)
            if (batch.Decision(i) != batch.Label(i)) wrong++;
        any |= batch.Count > 0;
    }

    /// <inheritdoc/>
    public override void Reset() => (wrong, any) = (0, false);
}
