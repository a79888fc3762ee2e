namespace Cajal.Cli;

/// <summary>Least, mean and most of the numbers that are there; NaN marks a missing one.</summary>
internal readonly record struct ColumnFigures(double Least, double Mean, double Most)
{
    public static ColumnFigures Of(ReadOnlySpan<double> values)
    {
        double least = double.NaN, most = double.NaN, sum = 0;
        int count = 0;
        foreach (double value in values)
        {
            if (double.IsNaN(value)) continue;
            least = count == 0 ? value : Math.Min(least, value);
            most = count == 0 ? value : Math.Max(most, value);
            sum += value;
            count++;
        }
        return new ColumnFigures(least, sum / count, most);
    }
}
