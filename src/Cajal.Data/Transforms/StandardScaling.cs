using System.Text.Json.Serialization;

namespace Cajal.Data;

/// <summary>x' = (x − mean) / standardDeviation, both over the training part; a missing value becomes the mean, so x' = 0.</summary>
/// <remarks>The deviation divides by N. A column that is constant in the training part tells nothing: its deviation is 0 and x' = 0
/// everywhere.</remarks>
public sealed class StandardScaling : ColumnTransform
{
    /// <summary>Mean over the training part, without its missing values.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard deviation over the training part; 0 for a constant column.</summary>
    public required double StandardDeviation { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override int Width => 1;

    /// <inheritdoc/>
    public override string Describe() => StandardDeviation == 0
        ? FormattableString.Invariant($"{Name}: always {Mean:G6} in the training part, so it tells nothing and reads 0")
        : FormattableString.Invariant($"{Name}: (x - {Mean:G6}) / {StandardDeviation:G6}")
            + (Missing == 0 ? "" : $"; {Missing} missing, filled with the mean");

    /// <summary>x' of one value; 0 for a missing one (NaN), and infinite for one far beyond the numbers of the training part.</summary>
    public float Scaled(double value) => StandardDeviation > 0 && !double.IsNaN(value) ? (float)((value - Mean) / StandardDeviation) : 0;

    internal static StandardScaling Fit(NumberColumn column, ReadOnlySpan<int> rows)
    {
        var (mean, deviation, missing) = Moments.Of(column.Values, rows);
        if (!double.IsFinite(deviation))
            throw new DatasetException($"Column '{column.Name}' holds numbers too large to scale "
                + "(their squares overflow); divide the column or ignore it.");
        return new StandardScaling
        {
            Name = column.Name,
            Position = column.Position,
            Missing = missing,
            Mean = mean,
            StandardDeviation = deviation,
        };
    }

    internal override string? Write(Column column, ReadOnlySpan<int> rows, Span<float> matrix, int offset, int width)
    {
        if (column is not NumberColumn numbers)
            throw new DatasetException($"Column '{Name}' held numbers in training; here it holds words.");
        var values = numbers.Values;
        int filled = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            double value = values[rows[i]];
            if (double.IsNaN(value)) filled++;
            float scaled = Scaled(value);
            matrix[i * width + offset] = float.IsFinite(scaled) ? scaled : throw DatasetException.TooLarge(Name, rows[i], value);
        }
        return filled == 0 ? null
            : FormattableString.Invariant($"column '{Name}': {filled} missing, filled with the training mean {Mean:G6}");
    }
}
