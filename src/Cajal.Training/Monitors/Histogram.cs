namespace Cajal.Training;

/// <summary>How numbers are spread: counts in intervals of equal width. Of more than 4,096 numbers, as many are looked at, evenly spaced.</summary>
public sealed class Histogram
{
    private const int Intervals = 32, MostNumbers = 1 << 12;

    /// <summary>The least finite number; 0 when there is none.</summary>
    public required float Minimum { get; init; }

    /// <summary>The greatest finite number; 0 when there is none.</summary>
    public required float Maximum { get; init; }

    /// <summary>Finite numbers in each interval, from the least to the greatest; a single one when all are equal.</summary>
    public required IReadOnlyList<int> Counts { get; init; }

    /// <summary>Numbers that are infinite or NaN.</summary>
    public int NotFinite { get; init; }

    /// <summary>Numbers counted.</summary>
    internal int Total => Counts.Sum();

    /// <summary>Upper end of an interval.</summary>
    public double UpperEnd(int interval) => Minimum + ((double)Maximum - Minimum) * (interval + 1) / Counts.Count;

    /// <summary>Over all numbers of some tensors; null when there are none.</summary>
    internal static Histogram? Of(params ReadOnlySpan<Tensor> tensors)
    {
        int total = 0;
        foreach (var tensor in tensors) total += tensor.Count;
        if (total == 0) return null;
        int stride = (total - 1) / MostNumbers + 1, from = 0;
        var numbers = new List<float>(Math.Min(total, MostNumbers));
        foreach (var tensor in tensors)
        {
            using var dense = new Dense<float>(tensor.To(DType.Float32));
            for (; from < dense.Span.Length; from += stride) numbers.Add(dense.Span[from]);
            from -= dense.Span.Length;
        }
        return Count(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(numbers));
    }

    private static Histogram Count(ReadOnlySpan<float> numbers)
    {
        int strange = 0;
        float least = float.PositiveInfinity, most = float.NegativeInfinity;
        foreach (float x in numbers)
        {
            if (!float.IsFinite(x)) strange++;
            else (least, most) = (x < least ? x : least, x > most ? x : most);
        }
        if (least > most) return new Histogram { Minimum = 0, Maximum = 0, Counts = [], NotFinite = strange };
        int[] counts = new int[least == most ? 1 : Intervals];
        double scale = least == most ? 0 : Intervals / ((double)most - least);
        foreach (float x in numbers)
            if (float.IsFinite(x)) counts[Math.Min(counts.Length - 1, (int)(((double)x - least) * scale))]++;
        return new Histogram { Minimum = least, Maximum = most, Counts = counts, NotFinite = strange };
    }
}
