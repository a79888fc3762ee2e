namespace Cajal.Studio;

/// <summary>Figures of a tensor's numbers, all of them: nothing is sampled.</summary>
internal sealed record TensorFigures
{
    private const int Bins = 40;

    /// <summary>Numbers in all.</summary>
    public required long Count { get; init; }

    /// <summary>The least finite number; null when there is none.</summary>
    public double? Least { get; init; }

    /// <summary>The greatest.</summary>
    public double? Greatest { get; init; }

    /// <summary>Mean of the finite numbers.</summary>
    public double? Mean { get; init; }

    /// <summary>Their standard deviation.</summary>
    public double? Spread { get; init; }

    /// <summary>Numbers that are exactly 0.</summary>
    public long Zeros { get; init; }

    /// <summary>Numbers that are NaN.</summary>
    public long NaNs { get; init; }

    /// <summary>Numbers that are infinite.</summary>
    public long Infinities { get; init; }

    /// <summary>Finite numbers in bins of equal width from the least to the greatest.</summary>
    public IReadOnlyList<long> Bin { get; init; } = [];

    /// <summary>The figures of a tensor of any type; truth values count as 0 and 1.</summary>
    public static TensorFigures Of(Tensor tensor) => tensor.DType switch
    {
        DType.Float32 => Of<float>(tensor, v => v),
        DType.Float64 => Of<double>(tensor, v => v),
        DType.Int32 => Of<int>(tensor, v => v),
        DType.Int64 => Of<long>(tensor, v => v),
        _ => Of<bool>(tensor, v => v ? 1 : 0),
    };

    private static TensorFigures Of<T>(Tensor tensor, Func<T, double> number) where T : unmanaged
    {
        ReadOnlySpan<T> values = tensor.IsContiguous ? tensor.AsSpan<T>() : tensor.ToArray<T>();
        double least = double.PositiveInfinity, greatest = double.NegativeInfinity, mean = 0, squares = 0;
        long zeros = 0, nans = 0, infinities = 0, finite = 0;
        foreach (T value in values)
        {
            double v = number(value);
            if (double.IsNaN(v)) nans++;
            else if (double.IsInfinity(v)) infinities++;
            else
            {
                if (v == 0) zeros++;
                (least, greatest) = (Math.Min(least, v), Math.Max(greatest, v));
                // Welford (1962): no difference of large sums.
                double apart = v - mean;
                mean += apart / ++finite;
                squares += apart * (v - mean);
            }
        }
        var figures = new TensorFigures { Count = values.Length, Zeros = zeros, NaNs = nans, Infinities = infinities };
        if (finite == 0) return figures;
        var bins = new long[least == greatest ? 1 : Bins];
        double scale = least == greatest ? 0 : bins.Length / (greatest - least);
        foreach (T value in values)
            if (number(value) is var v && double.IsFinite(v)) bins[Math.Min(bins.Length - 1, (int)((v - least) * scale))]++;
        return figures with { Least = least, Greatest = greatest, Mean = mean, Spread = Math.Sqrt(Math.Max(0, squares / finite)), Bin = bins };
    }
}
