namespace Cajal.Insight;

/// <summary>A column that is spread otherwise in other rows than in the training rows: the population stability index Σ (v − t)·ln(v/t) over ten bins, held against what rows drawn
/// from one source give, χ² of nine degrees of freedom times 1/n + 1/m.</summary>
/// <param name="Column">From 0; −1 the spread of a row, −2 its mean, which are looked at where rows are wide.</param>
/// <param name="Index">The stability index.</param>
/// <param name="Floor">What chance gives up to.</param>
/// <param name="From">Mean in training.</param>
/// <param name="To">Mean in the other rows.</param>
internal sealed record ColumnShift(int Column, double Index, double Floor, double From, double To)
{
    private const int Bins = 10, Wide = 8, MostRows = 4000;

    /// <summary>The column in words.</summary>
    public string Name => Column switch { -2 => "the mean of a row", -1 => "the spread of a row", _ => $"input {Column + 1}" };

    /// <summary>The columns whose index is above a bound and above chance, for all columns together.</summary>
    /// <param name="e">Whose inputs they are.</param>
    /// <param name="train">Training rows.</param>
    /// <param name="other">The other rows.</param>
    /// <param name="weights">Of the other rows; null for equal ones.</param>
    /// <param name="bound">Of the index.</param>
    public static IReadOnlyList<ColumnShift> Of(Examination e, ExampleTable train, ExampleTable other, double[]? weights, double bound)
    {
        var shifted = new List<ColumnShift>();
        if (!e.Asked.Input.DType.IsFloat()) return shifted;
        int[] looked = Spread(train.Count), judged = Spread(other.Count);
        double[] weighed = [.. judged.Select(i => weights?[i] ?? 1)];
        double effective = weighed.Sum() * weighed.Sum() / weighed.Sum(w => w * w), z = Statistics.SharedTail(train.Width + 2);
        for (int c = train.Width > Wide ? -2 : 0; c < train.Width; c++)
        {
            var (index, floor, from, to) = Of(ValuesOf(train, looked, c), ValuesOf(other, judged, c), weighed, effective, z);
            if (index > bound && index > floor) shifted.Add(new(c, index, floor, from, to));
        }
        return shifted;
    }

    // Of many rows some, evenly spread.
    private static int[] Spread(int count) => [.. Enumerable.Range(0, Math.Min(count, MostRows)).Select(i => (int)((long)i * count / Math.Min(count, MostRows)))];

    private static double[] ValuesOf(ExampleTable table, int[] rows, int column)
    {
        double[] values = new double[rows.Length];
        for (int i = 0; i < values.Length; i++)
        {
            if (column >= 0)
            {
                values[i] = table[rows[i]][column];
                continue;
            }
            double sum = 0, squares = 0;
            foreach (float x in table[rows[i]])
            {
                sum += x;
                squares += (double)x * x;
            }
            double mean = sum / table.Width;
            values[i] = column == -2 ? mean : Math.Sqrt(Math.Max(0, squares / table.Width - mean * mean));
        }
        return values;
    }

    private static (double Index, double Floor, double From, double To) Of(double[] train, double[] validation, double[] weights, double effective, double z)
    {
        double[] sorted = [.. train.Order()];
        // Few values are a bin each, and one for all others; else bins end at tenths of the rows, and a value never stands on both sides of an end.
        double[] values = [.. sorted.Distinct().Take(Bins + 1)];
        bool isFew = values.Length <= Bins;
        double[] cuts = isFew ? values : [.. Enumerable.Range(1, Bins - 1).Select(i => sorted[(int)((long)i * sorted.Length / Bins)]).Distinct()];
        double[] t = new double[cuts.Length + 1], v = new double[cuts.Length + 1];
        foreach (double x in train) t[Bin(x)]++;
        for (int i = 0; i < validation.Length; i++) v[Bin(validation[i])] += weights[i];
        double total = weights.Sum(), index = 0;
        int bins = 0;
        for (int b = 0; b < t.Length; b++)
        {
            if (t[b] == 0 && v[b] == 0) continue;
            bins++;
            double p = (t[b] + 0.5) / (train.Length + 0.5 * t.Length), q = (v[b] / total * effective + 0.5) / (effective + 0.5 * t.Length);
            index += (q - p) * Math.Log(q / p);
        }
        double mean = 0;
        for (int i = 0; i < validation.Length; i++) mean += weights[i] * validation[i];
        return (index, bins < 2 ? double.PositiveInfinity : Statistics.ChiSquare(bins - 1, z) * (1.0 / train.Length + 1 / effective), train.Average(), mean / total);

        int Bin(double x)
        {
            int at = Array.BinarySearch(cuts, x);
            return at >= 0 ? at : isFew ? cuts.Length : ~at;
        }
    }
}
