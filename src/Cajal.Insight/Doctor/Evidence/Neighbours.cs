namespace Cajal.Insight;

/// <summary>The nearest training rows, by the distance of standardised inputs; of a large table some rows, evenly spread. Pictures and sequences, whose numbers all
/// have one unit, keep their scale.</summary>
internal sealed class Neighbours
{
    // At most so many rows are compared, and so many numbers in all.
    private const int MostRows = 2000, MostNumbers = 1 << 20, Part = 200;

    private readonly ExampleTable table;
    private readonly float[] mean, scale, rows;
    private readonly Tensor transposed;
    private readonly double[] lengths;

    private Neighbours(ExampleTable table, int[] sample)
    {
        (this.table, Sample) = (table, sample);
        (mean, scale) = Standard(table, sample);
        rows = Scaled(table, sample);
        transposed = Tensor.From(rows, [sample.Length, table.Width]).T;
        lengths = [.. Enumerable.Range(0, sample.Length).Select(i => Length(rows, i))];
    }

    /// <summary>The rows of the table that are compared with.</summary>
    public int[] Sample { get; }

    /// <summary>Standardised inputs of the sample, [rows, width].</summary>
    public ReadOnlySpan<float> Inputs => rows;

    /// <summary>Reads a table of training rows.</summary>
    public static Neighbours Of(ExampleTable table)
    {
        int count = Math.Min(Math.Min(MostRows, table.Count), Math.Max(50, MostNumbers / table.Width));
        return new Neighbours(table, [.. Enumerable.Range(0, count).Select(i => (int)((long)i * table.Count / count))]);
    }

    /// <summary>For each of some rows the k nearest rows of the sample, the nearest first: their places in the sample and their distances. A row is not its own
    /// neighbour.</summary>
    public (int Place, double Distance)[][] Nearest(ExampleTable of, int[] asked, int k)
    {
        var found = new (int, double)[asked.Length][];
        k = Math.Min(k, Sample.Length - 1);
        for (int from = 0; from < asked.Length; from += Part)
        {
            int[] some = asked[from..Math.Min(asked.Length, from + Part)];
            float[] x = Scaled(of, some);
            float[] products = Tensor.From(x, [some.Length, of.Width]).MatMul(transposed).ToArray<float>();
            for (int i = 0; i < some.Length; i++)
                found[from + i] = Best(x.AsSpan(i * of.Width, of.Width), products.AsSpan(i * Sample.Length, Sample.Length), Length(x, i), k, of == table ? some[i] : -1);
        }
        return found;
    }

    /// <summary>How far a row is from another one of the sample in those columns in which it differs from its neighbour, and in how many it does.</summary>
    public (int Columns, double Distance) Within(ExampleTable of, int row, int neighbour, int other)
    {
        float[] x = Scaled(of, [row]);
        ReadOnlySpan<float> a = rows.AsSpan(neighbour * table.Width, table.Width), b = rows.AsSpan(other * table.Width, table.Width);
        int columns = 0;
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] == a[i]) continue;
            columns++;
            sum += (double)(x[i] - b[i]) * (x[i] - b[i]);
        }
        return (columns, Math.Sqrt(sum));
    }

    // ‖a − b‖² = ‖a‖² + ‖b‖² − 2·a·b finds them; the distances of those found are taken number by number.
    private (int, double)[] Best(ReadOnlySpan<float> x, ReadOnlySpan<float> products, double length, int k, int self)
    {
        var best = new (int Place, double Distance)[k];
        int count = 0;
        for (int s = 0; s < products.Length; s++)
        {
            if (Sample[s] == self) continue;
            double d = length + lengths[s] - 2 * products[s];
            if (count == k && d >= best[k - 1].Distance) continue;
            int at = count < k ? count++ : k - 1;
            while (at > 0 && best[at - 1].Distance > d) best[at] = best[--at];
            best[at] = (s, d);
        }
        for (int i = 0; i < count; i++) best[i].Distance = Distance(x, rows.AsSpan(best[i].Place * table.Width, table.Width));
        Array.Sort(best, (a, b) => a.Distance.CompareTo(b.Distance));
        return best;
    }

    private static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += (double)(a[i] - b[i]) * (a[i] - b[i]);
        return Math.Sqrt(sum);
    }

    private double Length(float[] from, int row)
    {
        double sum = 0;
        foreach (float x in from.AsSpan(row * table.Width, table.Width)) sum += (double)x * x;
        return sum;
    }

    private float[] Scaled(ExampleTable of, int[] some)
    {
        int width = of.Width;
        float[] x = new float[some.Length * width];
        for (int i = 0; i < some.Length; i++)
        {
            var row = of[some[i]];
            // A value that is missing counts as the mean.
            for (int c = 0; c < width; c++) x[i * width + c] = float.IsFinite(row[c]) ? (row[c] - mean[c]) * scale[c] : 0;
        }
        return x;
    }

    private static (float[] Mean, float[] Scale) Standard(ExampleTable table, int[] sample)
    {
        int width = table.Width;
        double[] sum = new double[width], squares = new double[width];
        foreach (int i in sample)
        {
            var row = table[i];
            for (int c = 0; c < width; c++)
            {
                if (!float.IsFinite(row[c])) continue;
                sum[c] += row[c];
                squares[c] += (double)row[c] * row[c];
            }
        }
        double n = sample.Length;
        double[] variance = [.. Enumerable.Range(0, width).Select(c => Math.Max(0, squares[c] / n - sum[c] / n * (sum[c] / n)))];
        double common = variance.Average();
        return ([.. sum.Select(s => (float)(s / n))],
            [.. variance.Select(v => table.ExampleShape.Rank > 1 ? v = common : v).Select(v => v > 1e-12 ? (float)(1 / Math.Sqrt(v)) : 0f)]);
    }
}
