namespace Cajal.Training;

/// <summary>MSE = (1/n) · Σᵢ (ŷᵢ − yᵢ)² over all n numbers.</summary>
public sealed class MeanSquaredErrorMetric : ErrorMetric
{
    private double sum;
    private long count;

    /// <inheritdoc/>
    public override string Name => "mse";

    /// <inheritdoc/>
    public override double Result => count == 0 ? double.NaN : sum / count;

    /// <inheritdoc/>
    public override void Reset() => (sum, count) = (0, 0);

    private protected override void Add(double output, double target, int column, int columns)
    {
        sum += (output - target) * (output - target);
        count++;
    }
}
