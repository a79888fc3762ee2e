using Cajal.Training;

namespace Cajal.Tests.Training.Metrics;

internal static class MetricSamples
{
    /// <summary>Four batches in one call, to see that a metric streams.</summary>
    public static double Of(Metric metric, Tensor outputs, Tensor targets, params int[] cuts)
    {
        metric.Reset();
        int from = 0;
        foreach (int to in cuts.Append(outputs.Shape[0]))
        {
            metric.Update(Rows(outputs, from, to), Rows(targets, from, to));
            from = to;
        }
        return metric.Result;
    }

    public static Tensor Scores(params float[][] rows) => Tensor.From(rows);

    public static Tensor Labels(params long[] labels) => Tensor.From(labels);

    /// <summary>One-hot scores that put example i into class predicted[i].</summary>
    public static Tensor Decided(int classes, params int[] predicted)
    {
        float[,] scores = new float[predicted.Length, classes];
        for (int i = 0; i < predicted.Length; i++) scores[i, predicted[i]] = 1;
        return Tensor.From(scores);
    }

    private static Tensor Rows(Tensor x, int from, int to)
    {
        int width = x.Shape[0] == 0 ? 0 : x.Count / x.Shape[0];
        Shape shape = x.Shape.With(0, to - from);
        return x.DType switch
        {
            DType.Float32 => Tensor.From<float>(x.AsSpan<float>()[(from * width)..(to * width)], shape),
            DType.Float64 => Tensor.From<double>(x.AsSpan<double>()[(from * width)..(to * width)], shape),
            _ => Tensor.From<long>(x.AsSpan<long>()[(from * width)..(to * width)], shape),
        };
    }
}
