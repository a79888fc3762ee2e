namespace Cajal.Training;

/// <summary>MAE = (1/n) · Σᵢ |ŷᵢ − yᵢ| over all n numbers.</summary>
public sealed class MeanAbsoluteErrorMetric : ErrorMetric
{
    private double sum;
    private long count;

    /// <inheritdoc/>
    public override string Name => "mae";

    /// <inheritdoc/>
    public override double Result => count == 0 ? double.NaN : sum / count;

    /// <inheritdoc/>
    public override void Reset() => (sum, count) = (0, 0);

    private protected override void Add(double output, double target, int column, int columns)
    {
        sum += Math.Abs(output - target);
        count++;
    }
}
