using System.Text;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>For each layer the histograms of weights, gradients and pre-activations at every look, and its activation with the derivative and where on it the
/// pre-activations lie.</summary>
internal static class HistogramsSection
{
    private const string Moving = "at the step";

    public static void Add(Page page, ReportSource source, int mostLayers, int mostLooks)
    {
        if (source.Looks.Count == 0) return;
        var looks = Thinned(source.Looks, mostLooks);
        string[] names = [.. looks[^1].Layers.Select(l => l.Name)], shown = LayersSection.Some(names, mostLayers);
        page.Heading("Weights, gradients and pre-activations");
        page.Say("Heights are shares of the highest bin of that look. The slider, where scripts run, moves the filled one from the last look to any other."
            + (shown.Length < names.Length ? $" Shown are {shown.Length} of {names.Length} layers." : ""));
        foreach (string name in shown)
        {
            var layer = looks[^1].Layers.First(l => l.Name == name);
            Histograms(page, looks, layer);
            Curve(page, looks[^1], layer);
        }
    }

    private static NetworkLook[] Thinned(IReadOnlyList<NetworkLook> looks, int most) => looks.Count <= most ? [.. looks]
        : [.. Enumerable.Range(0, most).Select(i => looks[(int)Math.Round(i * (looks.Count - 1.0) / (most - 1))])];

    private static void Histograms(Page page, NetworkLook[] looks, LayerLook layer)
    {
        var sheet = new SmallMultiples(Words.Name(layer), 3, 300, 230);
        var data = new StringBuilder($"{{\"name\":\"{Moving}\",\"steps\":[{string.Join(',', looks.Select(l => l.Step))}],\"panels\":[");
        foreach (var (title, of) in new (string, Func<LayerLook, Histogram?>)[] { ("weights", l => l.Weights), ("gradients", l => l.Gradients), ("pre-activations", l => l.PreActivations) })
        {
            var series = HistogramSeries.Of([.. looks.Select(l => l.Layers.FirstOrDefault(a => a.Name == layer.Name) is { } a ? of(a) : null)]);
            if (series is null) continue;
            if (sheet.Keys.Count > 0) data.Append(',');
            data.Append('[').Append(string.Join(',', series.Heights.Select(h => $"[{string.Join(',', h)}]"))).Append(']');
            var chart = new Chart(title).RangeX(series.Low, series.High).RangeY(0, 1);
            chart.Y.IsBare = true;
            chart.Histogram("at first", series.Low, series.High, Shares(series.Heights[0]), colour: 7);
            sheet.Add(chart.Histogram(Moving, series.Low, series.High, Shares(series.Heights[^1]), colour: 0, missed: Math.Min(series.NotFinite, 1)));
        }
        if (sheet.Keys.Count > 0) page.Draw(sheet, data.Append("]}").ToString());
    }

    private static double[] Shares(int[] heights) => heights.Length == 0 ? [0] : Array.ConvertAll(heights, h => h / 1000.0);

    private static void Curve(Page page, NetworkLook look, LayerLook layer)
    {
        if (layer.Activation is not { } function || layer.PreActivations is not { Counts.Count: > 0 } z || ActivationCurve.Of(function, z) is not { } curve) return;
        var chart = new Chart($"{function} after layer {layer.Name}, and where its pre-activations lie", "z").Line(function, curve.X, curve.Values).Line("derivative", curve.X, curve.Slopes, dashed: true);
        (double Low, double High) ends = (curve.Values.Concat(curve.Slopes).Min(), curve.Values.Concat(curve.Slopes).Max());
        double foot = ends.Low, most = z.Counts.Max(), high = (ends.High - ends.Low) * 0.35;
        double[] middles = [.. z.Counts.Select((_, i) => z.UpperEnd(i) - (z.UpperEnd(0) - z.Minimum) / 2)];
        chart.Band("pre-activations", middles, z.Counts.Select(_ => foot).ToArray(), z.Counts.Select(c => foot + high * c / most).ToArray(), colour: 2);
        // Dots on the curve, as large as the bins they stand for are full.
        foreach (var (x, y, share) in middles.Select((m, i) => (m, curve.At(m), z.Counts[i] / most)).Where(p => p.Item3 > 0.02))
            chart.Scatter("", [x], [y], colour: 2, size: 3 + 8 * Math.Sqrt(share));
        chart.Height = 320;
        chart.Description = $"Before step {look.Step} the pre-activations lie between {Words.Number(z.Minimum)} and {Words.Number(z.Maximum)}.";
        page.Draw(chart);
    }
}
