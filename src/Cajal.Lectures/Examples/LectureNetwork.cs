using System.Globalization;
using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>What the two worked examples of the lectures share: layers with given numbers, and rows that stand beside the slide.</summary>
internal static class LectureNetwork
{
    public static IReadOnlyList<string> Columns => ["", "slide", "rounded as there", "exact"];

    /// <summary>A linear layer with given weights, a row for each unit.</summary>
    public static Linear Linear(double[,] weight, double[]? bias = null)
    {
        var layer = new Linear(weight.GetLength(1), weight.GetLength(0), new Rng(0), bias is not null, dtype: DType.Float64);
        layer.Weight.Assign(Tensor.From(weight));
        if (bias is not null) layer.Bias!.Assign(Tensor.From(bias));
        return layer;
    }

    /// <summary>A quantity as the slide prints it, the exact value with as many places, and the exact value.</summary>
    public static IReadOnlyList<string> Row(string name, string slide, double exact, int digits)
    {
        int point = slide.IndexOf('.', StringComparison.Ordinal), places = point < 0 ? 0 : slide.Length - point - 1;
        return [name, slide, point < 0 ? "" : exact.ToString($"F{places}", CultureInfo.InvariantCulture), NumberText.Of(exact, digits)];
    }
}
