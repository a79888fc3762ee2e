using Cajal.Networks;

namespace Cajal.Tests.Lectures;

/// <summary>Networks with the numbers of the slides, in Float64.</summary>
internal static class LectureNet
{
    /// <summary>y = W·x + b with given numbers; W has a row for each unit.</summary>
    public static Linear Linear(double[,] weight, double[]? bias = null)
    {
        var layer = new Linear(weight.GetLength(1), weight.GetLength(0), new Rng(0), bias is not null, dtype: DType.Float64);
        layer.Weight.Assign(Tensor.From(weight));
        if (bias is not null) layer.Bias!.Assign(Tensor.From(bias));
        return layer;
    }

    /// <summary>One example as a batch: [1, n].</summary>
    public static Tensor Row(params double[] values) => Tensor.From(values, [1, values.Length]);

    public static double[] Values(this Tensor x) => x.ToArray<double>();

    /// <summary>A loss's gradients, taken along beyond the tape.</summary>
    public static double[][] Gradients(Func<Tensor> loss, params Tensor[] of)
    {
        using var tape = Tape.Start();
        foreach (var tensor in of.Where(t => t is not Parameter)) tape.Watch(tensor);
        var gradients = tape.Gradients(loss());
        return [.. of.Select(t => gradients[t].ToArray<double>())];
    }
}
