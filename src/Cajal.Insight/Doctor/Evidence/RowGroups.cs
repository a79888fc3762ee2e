using System.Runtime.InteropServices;

namespace Cajal.Insight;

/// <summary>Rows that hold the same inputs, number for number.</summary>
internal sealed class RowGroups
{
    // Columns depend on each other, so that rows repeat more often than independent columns would: by so many bits.
    private const double Dependence = 10;
    private const int Sampled = 1500;

    private RowGroups(int[] first, int[] inTraining, bool areNatural) => (First, InTraining, AreNatural) = (first, inTraining, areNatural);

    /// <summary>For each training row the first one with the same inputs.</summary>
    public int[] First { get; }

    /// <summary>For each validation row a training row with the same inputs; −1 for none.</summary>
    public int[] InTraining { get; }

    /// <summary>Whether chance repeats rows in these data: truth tables, categories, small whole numbers. Σ log₂ 1/c over the columns, c the chance that two rows
    /// agree in a column, is then no more than what so many pairs of rows make up for.</summary>
    public bool AreNatural { get; }

    /// <summary>Training rows whose inputs stand there more than once.</summary>
    public int Repeated => field > 0 ? field : field = First.CountBy(f => f).Where(g => g.Value > 1).Sum(g => g.Value);

    /// <summary>Groups the rows of two tables.</summary>
    public static RowGroups Of(ExampleTable train, ExampleTable? validation)
    {
        var known = new Dictionary<ulong, int>(train.Count);
        int[] first = new int[train.Count];
        for (int i = 0; i < first.Length; i++)
        {
            ulong hash = Hash(train[i]);
            first[i] = known.TryGetValue(hash, out int same) && train[same].SequenceEqual(train[i]) ? same : i;
            if (first[i] == i) known.TryAdd(hash, i);
        }
        int[] inTraining = new int[validation?.Count ?? 0];
        for (int i = 0; i < inTraining.Length; i++)
            inTraining[i] = known.TryGetValue(Hash(validation![i]), out int same) && train[same].SequenceEqual(validation[i]) ? same : -1;
        int[] distinct = [.. Enumerable.Range(0, first.Length).Where(i => first[i] == i)];
        double pairs = Math.Max(2, 0.5 * train.Count * (train.Count + inTraining.Length));
        return new RowGroups(first, inTraining, Bits(train, distinct) < Math.Log2(pairs) + Dependence);
    }

    // −log₂ of the chance that two distinct rows agree in every column, were columns independent.
    private static double Bits(ExampleTable table, int[] distinct)
    {
        int step = Math.Max(1, distinct.Length / Sampled), count = distinct.Length / step;
        if (count < 2) return 0;
        float[] column = new float[count];
        double bits = 0;
        for (int c = 0; c < table.Width; c++)
        {
            for (int i = 0; i < count; i++) column[i] = table[distinct[i * step]][c];
            Array.Sort(column);
            long pairs = 0;
            for (int i = 1, run = 1; i <= count; i++)
            {
                if (i < count && column[i] == column[i - 1]) run++;
                else
                {
                    pairs += (long)run * (run - 1);
                    run = 1;
                }
            }
            if (pairs == 0) return double.PositiveInfinity;
            bits -= Math.Log2(pairs / ((double)count * (count - 1)));
        }
        return bits;
    }

    private static ulong Hash(ReadOnlySpan<float> row)
    {
        ulong hash = 0xcbf29ce484222325;
        foreach (uint word in MemoryMarshal.Cast<float, uint>(row)) hash = (ulong.RotateLeft(hash, 23) ^ word) * 0x9E3779B97F4A7C15;
        return hash;
    }
}
