using Cajal.Networks;

namespace Cajal.Insight;

/// <summary>A stack of linear layers with no activation between them is one linear layer: W = W⁽ᴸ⁾…W⁽¹⁾, b = b⁽ᴸ⁾ + W⁽ᴸ⁾·(b⁽ᴸ⁻¹⁾ + …). Multiplied out before the reader.</summary>
public static class Collapse
{
    private const int LargestShown = 6;

    /// <summary>Multiplies out a stack of linear layers.</summary>
    /// <param name="layers">The layers, first to last, each taking what the one before gives.</param>
    /// <param name="options">How much is told.</param>
    /// <exception cref="ArgumentException">No layers, or sizes that do not fit.</exception>
    public static Page Explain(IReadOnlyList<Linear> layers, ExplainOptions? options = null)
    {
        options ??= new();
        if (layers.Count == 0) throw new ArgumentException("There is nothing to collapse: give at least one linear layer.");
        for (int i = 1; i < layers.Count; i++)
            if (layers[i].InFeatures != layers[i - 1].OutFeatures)
                throw new ArgumentException($"Layer {i + 1} takes {layers[i].InFeatures} numbers, but layer {i} gives {layers[i - 1].OutFeatures}.");
        var page = new Page($"{layers.Count} linear layers in a row are one")
            .Say("Without an activation between them, each layer only multiplies and adds; the products can be taken once and for all.");
        Tensor w = layers[0].Weight.To(DType.Float64), b = Bias(layers[0]);
        page.Show(new RelationTerm([new Symbol("z", "", "(1)"), new SumTerm([new ProductTerm([new Symbol("W", "", "(1)"), new Symbol("x")], ""), new Symbol("b", "", "(1)")])]));
        for (int l = 1; l < layers.Count; l++)
        {
            var weight = layers[l].Weight.To(DType.Float64);
            (w, b) = (weight.MatMul(w), weight.MatMul(b.Unsqueeze(-1)).Squeeze(-1) + Bias(layers[l]));
            Symbol own = new("W", "", $"({l + 1})"), before = new("z", "", $"({l})");
            page.Show(new RelationTerm([new Symbol("z", "", $"({l + 1})"), new SumTerm([new ProductTerm([own, before], ""), new Symbol("b", "", $"({l + 1})")])]))
                .Say($"The first {l + 1} layers together: W is [{w.Shape[0]}, {w.Shape[1]}].");
            Show(page, w, b, options);
        }
        if (layers.Count == 1) Show(page, w, b, options);
        var rng = new Rng(1);
        var x = Tensor.Normal([8, layers[0].InFeatures], rng, dtype: DType.Float64).To(layers[0].Weight.DType);
        Tensor through = x, once = x.To(DType.Float64).MatMul(w.T) + b;
        foreach (var layer in layers) through = layer.Forward(through);
        double largest = (through.To(DType.Float64) - once).Abs().Max().Item();
        long many = layers.Sum(l => l.Parameters.Sum(p => (long)p.Count));
        return page.Say($"Eight random inputs through all layers and through the one: largest difference {NumberText.Of(largest, 2)}. {many} parameters say no more than {w.Count + b.Count}; " +
            "depth needs something between the layers that is not linear.");
    }

    private static Tensor Bias(Linear layer) => layer.Bias is { } b ? b.To(DType.Float64) : Tensor.Zeros([layer.OutFeatures], DType.Float64);

    private static void Show(Page page, Tensor w, Tensor b, ExplainOptions options)
    {
        int rows = Math.Min(w.Shape[0], LargestShown), columns = Math.Min(w.Shape[1], LargestShown);
        page.Table(["unit", .. Enumerable.Range(1, columns).Select(c => $"x{c}"), "b"], Enumerable.Range(0, rows).Select(r =>
            (IReadOnlyList<string>)[$"{r + 1}", .. Enumerable.Range(0, columns).Select(c => NumberText.Of(w[r, c], options.Digits)), NumberText.Of(b[r], options.Digits)]));
        if (rows < w.Shape[0] || columns < w.Shape[1]) page.Say($"The first {rows} units and {columns} inputs are shown.");
    }
}
