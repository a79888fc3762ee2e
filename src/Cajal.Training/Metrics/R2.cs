namespace Cajal.Training;

/// <summary>R² = 1 − Σᵢ (ŷᵢ − yᵢ)² / Σᵢ (yᵢ − ȳ)², the share of the variance that is explained; the mean over columns for [N, D].</summary>
/// <remarks>1 is perfect, 0 no better than the mean, below 0 worse. Where all targets are equal nothing can be explained: then it is 1 when
/// every output is exact, else 0. Deviations are gathered by Welford's rule (1962), so that large means cost no digits.</remarks>
public sealed class R2 : ErrorMetric
{
    private Column[] sums = [];

    /// <inheritdoc/>
    public override string Name => "r2";

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    /// <inheritdoc/>
    public override double Result => sums.Length == 0 ? double.NaN : sums.Average(c => c.Result);

    /// <inheritdoc/>
    public override void Reset() => sums = [];

    private protected override void Add(double output, double target, int column, int columns)
    {
        if (sums.Length == 0) sums = new Column[columns];
        if (sums.Length != columns) throw new ShapeException(Name, $"{sums.Length} columns, as in the first batch", $"{columns} columns");
        sums[column].Add(output, target);
    }

    private struct Column
    {
        private long count;
        private double mean, deviations, errors;

        public readonly double Result => deviations != 0 || double.IsNaN(errors) ? 1 - errors / deviations : errors == 0 ? 1 : 0;

        public void Add(double output, double target)
        {
            double before = target - mean;
            mean += before / ++count;
            deviations += before * (target - mean);
            errors += (output - target) * (output - target);
        }
    }
}
