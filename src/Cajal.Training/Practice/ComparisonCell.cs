namespace Cajal.Training;

/// <summary>One training of a comparison, done.</summary>
public sealed record ComparisonCell
{
    /// <summary>Which setting, from 0.</summary>
    public required int Setting { get; init; }

    /// <summary>Its seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Its fold, from 1.</summary>
    public required int Fold { get; init; }

    /// <summary>Data loss and metrics on the validation part; null when training failed.</summary>
    public Evaluation? Validation { get; init; }

    /// <summary>The same on the training part; null when training failed.</summary>
    public Evaluation? Training { get; init; }

    /// <summary>Why training failed, in one sentence; null when it did not.</summary>
    public string? Trouble { get; init; }

    /// <summary>Seconds of training.</summary>
    public double Seconds { get; init; }

    /// <summary>Epochs trained.</summary>
    public int Epochs { get; init; }

    /// <summary>Updates made.</summary>
    public long Steps { get; init; }

    /// <summary>Number of parameters.</summary>
    public long Parameters { get; init; }

    /// <summary>Bytes that one step keeps: values of forward and backward for a batch.</summary>
    public long StepBytes { get; init; }

    /// <summary>E|g_B − g|² / |g|² at the first weights, g_B the gradient of a batch and g their mean; null when it was not
    /// measured.</summary>
    public double? GradientNoise { get; init; }

    /// <summary>Norm of the first layer's gradient on one batch, before training and after each epoch; null when it was not
    /// measured.</summary>
    public IReadOnlyList<double>? FirstGradients { get; init; }

    /// <summary>A validation figure by its name, or <c>loss</c>; NaN when training failed.</summary>
    public double this[string name] => Validation is null ? double.NaN : Validation[name];
}

/// <summary>Mean and spread of one figure of one setting.</summary>
/// <param name="Mean">Mean over the trainings that ended well.</param>
/// <param name="Deviation">Standard deviation over them (n − 1); NaN for fewer than two.</param>
/// <param name="Count">How many they are.</param>
public readonly record struct Spread(double Mean, double Deviation, int Count)
{
    /// <summary>Of some numbers; those that are not finite are left out.</summary>
    public static Spread Of(IEnumerable<double> numbers)
    {
        double[] known = [.. numbers.Where(double.IsFinite)];
        if (known.Length == 0) return new Spread(double.NaN, double.NaN, 0);
        double mean = known.Average();
        double deviation = known.Length < 2 ? double.NaN : Math.Sqrt(known.Sum(x => (x - mean) * (x - mean)) / (known.Length - 1));
        return new Spread(mean, deviation, known.Length);
    }

    /// <summary>Standard error of the mean, deviation / √n.</summary>
    public double Error => Deviation / Math.Sqrt(Count);
}
