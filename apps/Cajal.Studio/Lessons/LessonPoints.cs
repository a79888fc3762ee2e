using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>Points of two classes for the benches, made by the playground's sets.</summary>
/// <param name="X">[N, 2]</param>
/// <param name="Labels">[N, 1], 0 or 1.</param>
internal sealed record LessonPoints(Tensor X, Tensor Labels)
{
    /// <summary>Makes a named set.</summary>
    public static LessonPoints Of(string set, int count, double noise, long seed)
    {
        var data = PointData.Of(new PlaygroundState { Data = set, Count = count, Noise = noise, DataSeed = seed, TrainShare = 1 });
        var places = new float[2 * count];
        for (int i = 0; i < count; i++) (places[2 * i], places[2 * i + 1]) = (data.Places[i, 0], data.Places[i, 1]);
        return new(Tensor.From(places, [count, 2]), Tensor.From(data.Targets, [count, 1]));
    }

    /// <summary>Cross-entropy of a network with one logit.</summary>
    public Tensor Loss(Layer model) => model.Forward(X).BinaryCrossEntropyWithLogits(Labels);

    /// <summary>Share of right answers.</summary>
    public double Accuracy(Layer model) => (model.Forward(X) > 0).EqualTo(Labels > 0.5).To(DType.Float64).Mean().Item();

    /// <summary>Dots with a shape for each class.</summary>
    public IReadOnlyList<Dots> Draw(BenchValues values)
    {
        float[] x = X.ToArray<float>(), labels = Labels.ToArray<float>();
        return [.. new[] { 0, 1 }.Select(c => new Dots(values.Say($"class {c}", $"类别 {c}"), Of(c, 0), Of(c, 1), c))];
        double[] Of(int c, int axis) => [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] == c).Select(i => (double)x[2 * i + axis])];
    }
}
