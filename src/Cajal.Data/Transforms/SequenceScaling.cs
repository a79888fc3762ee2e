using System.Text.Json.Serialization;

namespace Cajal.Data;

/// <summary>x' = (x − mean_f) / standardDeviation_f with one pair for each of the F numbers of a step, over all steps of the training
/// part; filled-up steps stay 0.</summary>
/// <remarks>The deviation divides by N; a number that is constant in the training part reads 0. Marks that are ready keep mean 0 and
/// deviation 1.</remarks>
public sealed class SequenceScaling : InputTransform
{
    /// <summary>Steps of the longest sequence.</summary>
    public required int Steps { get; init; }

    /// <summary>Mean of each of the F numbers.</summary>
    public required double[] Means { get; init; }

    /// <summary>Standard deviation of each of the F numbers; 0 for one that never changes.</summary>
    public required double[] Deviations { get; init; }

    /// <summary>True when number 0 is the past of what is foretold: it is scaled like the answers.</summary>
    public bool IsOwnPast { get; init; }

    /// <summary>Steps of the season whose phase stands in the numbers 1 and 2; null for none.</summary>
    public int? Season { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override Shape ExampleShape => [Steps, Means.Length];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Describe() =>
        [.. Means.Zip(Deviations, (mean, deviation) => FormattableString.Invariant($"(x - {mean:G6}) / {deviation:G6}"))
            .Select((text, f) => $"number {f + 1} of each of {Steps} steps: {text}")];

    internal static SequenceScaling Fit(SequenceFeatures sequences, ReadOnlySpan<int> rows)
    {
        int width = sequences.Width;
        double[] means = new double[width], deviations = new double[width];
        if (sequences.IsReady) Array.Fill(deviations, 1);
        else
        {
            for (int f = 0; f < width; f++) (means[f], deviations[f]) = MomentsOf(sequences, rows, f);
        }
        return new SequenceScaling
        {
            Steps = sequences.Steps,
            Means = means,
            Deviations = deviations,
            IsOwnPast = sequences.IsOwnPast,
            Season = sequences.Season
        };
    }

    /// <summary>The same with number 0 scaled like the answers.</summary>
    internal SequenceScaling Like(NumberScaling target) => new()
    {
        Steps = Steps,
        IsOwnPast = IsOwnPast,
        Season = Season,
        Means = [target.Shift, .. Means[1..]],
        Deviations = [target.Scale, .. Deviations[1..]],
    };

    internal override ExampleInputs Apply(Features features, ReadOnlySpan<int> rows, List<string> notes)
    {
        if (features is not SequenceFeatures sequences || sequences.ExampleShape != ExampleShape)
            throw new DatasetException($"The model reads sequences of shape {ExampleShape}, steps by numbers; "
                + $"received examples of shape {features.ExampleShape}.");
        return new SequenceInputs(sequences, rows.ToArray(), this);
    }

    /// <summary>Writes one sequence as the network reads it; the steps behind its end become 0.</summary>
    /// <param name="sequence">Its numbers, F for each of its steps.</param>
    /// <param name="x">Room for [Steps, F].</param>
    public void Write(ReadOnlySpan<float> sequence, Span<float> x)
    {
        for (int i = 0, f = 0; i < sequence.Length; i++, f = f + 1 == Means.Length ? 0 : f + 1)
            x[i] = Deviations[f] == 0 ? 0 : (float)((sequence[i] - Means[f]) / Deviations[f]);
        x[sequence.Length..].Clear();
    }

    private static (double Mean, double Deviation) MomentsOf(SequenceFeatures sequences, ReadOnlySpan<int> rows, int f)
    {
        double sum = 0, squares = 0, low = double.PositiveInfinity, high = double.NegativeInfinity;
        long count = 0;
        foreach (int row in rows)
        {
            var sequence = sequences.Sequence(row);
            for (int t = 0; t < sequences.LengthOf(row); t++)
            {
                double x = sequence[t * sequences.Width + f];
                (sum, low, high, count) = (sum + x, Math.Min(low, x), Math.Max(high, x), count + 1);
            }
        }
        if (low == high) return (low, 0);
        double mean = sum / count;
        foreach (int row in rows)
        {
            var sequence = sequences.Sequence(row);
            for (int t = 0; t < sequences.LengthOf(row); t++) squares += Square(sequence[t * sequences.Width + f] - mean);
        }
        return (mean, Math.Sqrt(squares / count));
    }

    private static double Square(double x) => x * x;
}

/// <summary>Sequences that are scaled each time they are read.</summary>
internal sealed class SequenceInputs(SequenceFeatures sequences, int[] rows, SequenceScaling scaling)
    : ExampleInputs(rows.Length, sequences.ExampleShape)
{
    public override void CopyTo(int index, Span<float> x) =>
        scaling.Write(sequences.Sequence(rows[index])[..(sequences.LengthOf(rows[index]) * sequences.Width)], x[..ExampleShape.Count]);
}
