namespace Cajal.Data;

/// <summary>Mean and standard deviation of some rows, in two passes so that large means cost no digits.</summary>
internal static class Moments
{
    /// <summary>Over the values that are not NaN; a constant column has the deviation 0 exactly.</summary>
    public static (double Mean, double Deviation, int Missing) Of(ReadOnlySpan<double> values, ReadOnlySpan<int> rows)
    {
        double sum = 0, low = double.PositiveInfinity, high = double.NegativeInfinity;
        int known = 0;
        foreach (int row in rows)
        {
            double value = values[row];
            if (double.IsNaN(value)) continue;
            sum += value;
            low = Math.Min(low, value);
            high = Math.Max(high, value);
            known++;
        }
        if (known == 0) return (0, 0, rows.Length);
        if (low == high) return (low, 0, rows.Length - known);
        double mean = sum / known, squares = 0;
        foreach (int row in rows)
        {
            double value = values[row];
            if (!double.IsNaN(value)) squares += (value - mean) * (value - mean);
        }
        return (mean, Math.Sqrt(squares / known), rows.Length - known);
    }
}
