using Cajal.Training;

namespace Cajal.Studio;

/// <summary>How the weights and the activations of each layer are spread, beside the first weights. An L1 penalty brings weights to 0, an L2 penalty makes all of them
/// small.</summary>
internal static class Spreads
{
    // Beside weights of the order of 1.
    private const float Small = 0.01f;

    /// <summary>Of all layers, on the points trained on.</summary>
    public static SpreadsView Of(Bench bench)
    {
        var outputs = LayerOutput.Of(bench, bench.TrainExamples.X.ToArray<float>(), bench.Data.Train.Length);
        return new SpreadsView
        {
            L1 = bench.State.L1,
            L2 = bench.State.L2,
            Step = bench.Trainer.StepsDone,
            Layers = [.. bench.Layers.Select((layer, l) => Layer(bench, layer, outputs[l + 1]))],
        };
    }

    private static SpreadLayer Layer(Bench bench, BenchLayer layer, LayerOutput output)
    {
        float[] w = layer.Linear.Weight.ToArray<float>();
        return new SpreadLayer
        {
            Weights = Of(layer.Linear.Weight),
            First = Of(bench.Fresh.Numbers.ValuesOf(layer.Linear.Weight)!),
            Activations = Of(Tensor.From(output.A)),
            Small = (double)w.Count(v => Math.Abs(v) < Small) / w.Length,
            AbsoluteSum = SentNumber.Finite(w.Sum(v => Math.Abs((double)v))),
            SquareSum = SentNumber.Finite(w.Sum(v => (double)v * v)),
            Zeros = (double)output.A.Count(v => v == 0) / output.A.Length,
        };
    }

    private static Spread Of(Tensor values)
    {
        var histogram = Histogram.Of(values)!;
        return new Spread(histogram.Minimum, histogram.Maximum, histogram.Counts, histogram.NotFinite);
    }
}

/// <summary>How numbers are spread in each layer.</summary>
internal sealed record SpreadsView
{
    /// <summary>Marks the message.</summary>
    public string Is => "spreads";

    /// <summary>λ of Σ|w|.</summary>
    public required double L1 { get; init; }

    /// <summary>λ of Σw².</summary>
    public required double L2 { get; init; }

    /// <summary>The moment.</summary>
    public required long Step { get; init; }

    /// <summary>The layers, the output last.</summary>
    public required IReadOnlyList<SpreadLayer> Layers { get; init; }
}

/// <summary>How the numbers of a layer are spread.</summary>
internal sealed record SpreadLayer
{
    /// <summary>Weights now.</summary>
    public required Spread Weights { get; init; }

    /// <summary>Weights before training.</summary>
    public required Spread First { get; init; }

    /// <summary>Activations over the points trained on.</summary>
    public required Spread Activations { get; init; }

    /// <summary>Share of weights below 0.01.</summary>
    public required double Small { get; init; }

    /// <summary>Σ|w|.</summary>
    public required double? AbsoluteSum { get; init; }

    /// <summary>Σw².</summary>
    public required double? SquareSum { get; init; }

    /// <summary>Share of activations that are 0.</summary>
    public required double Zeros { get; init; }
}

/// <summary>Counts in intervals of equal width from the least to the greatest number; how many are no numbers.</summary>
internal sealed record Spread(float Low, float High, IReadOnlyList<int> Counts, int NotFinite);
