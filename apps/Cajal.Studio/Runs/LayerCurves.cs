using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>A layer as its last look saw it.</summary>
/// <param name="Name">Path in the model.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Activation">The function after it.</param>
/// <param name="Parameters">Weights and biases.</param>
/// <param name="Figures">Figures in the order of the panels; null for none.</param>
internal sealed record LayerRow(string Name, string Kind, string? Activation, long Parameters, IReadOnlyList<double?> Figures);

/// <summary>A figure of the layers over time.</summary>
/// <param name="Name">Which.</param>
/// <param name="IsLog">Whether it spans powers of ten.</param>
/// <param name="IsShare">Whether it lies from 0 to 1.</param>
/// <param name="Lines">One for each layer drawn.</param>
internal sealed record LayerPanel(string Name, bool IsLog, bool IsShare, IReadOnlyList<PanelLine> Lines);

/// <summary>What monitors saw of the layers of a run.</summary>
/// <param name="Looks">How many looks there are.</param>
/// <param name="Rows">All layers at the last look.</param>
/// <param name="Panels">Curves of at most eight of them.</param>
internal sealed record LayerCurves(int Looks, IReadOnlyList<LayerRow> Rows, IReadOnlyList<LayerPanel> Panels)
{
    // More lines than colours cannot be told apart.
    private const int MostLines = 8;

    /// <summary>The layers of a run.</summary>
    public static LayerCurves Of(GrowingLooks looks, int columns)
    {
        if (looks.Last is not { } last) return new LayerCurves(0, [], []);
        string[] drawn = LayersSection.Some([.. looks.Layers], MostLines);
        var x = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(looks.Steps);
        var panels = new List<LayerPanel>();
        for (int f = 0; f < GrowingLooks.Figures.Count; f++)
        {
            var lines = new List<PanelLine>();
            foreach (string layer in drawn)
            {
                var curve = CurveReduction.Of(x, looks.Of(layer, f), x[0], x[^1], columns);
                if (curve.Last is not null) lines.Add(new PanelLine(layer, "", curve));
            }
            var (name, isLog, isShare, _) = GrowingLooks.Figures[f];
            if (lines.Count > 0) panels.Add(new LayerPanel(name, isLog, isShare, lines));
        }
        return new LayerCurves(looks.Steps.Count, [.. last.Layers.Select(RowOf)], panels);
    }

    private static LayerRow RowOf(LayerLook layer) =>
        new(layer.Name, layer.Kind, layer.Activation, layer.Parameters, [.. GrowingLooks.Figures.Select(f => f.Of(layer) is { } value && float.IsFinite(value) ? value : (double?)null)]);
}

/// <summary>Histograms of a layer over time on common bins.</summary>
/// <param name="Steps">Steps of the looks shown.</param>
/// <param name="Low">Left end of the bins.</param>
/// <param name="High">Right end.</param>
/// <param name="Heights">A row for each look, in thousandths of its highest bin; empty where it saw nothing.</param>
/// <param name="NotFinite">Numbers of the last look that are infinite or NaN.</param>
internal sealed record LayerHistograms(IReadOnlyList<long> Steps, double Low, double High, int[][] Heights, int NotFinite)
{
    private const int MostLooks = 40;

    /// <summary>The histograms; null when no look saw a finite number.</summary>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static LayerHistograms? Of(GrowingLooks looks, string layer, string kind)
    {
        var some = looks.Some(MostLooks);
        Histogram? Pick(NetworkLook look) => look.Layers.FirstOrDefault(l => l.Name == layer) is not { } seen ? null : kind switch
        {
            "weights" => seen.Weights,
            "gradients" => seen.Gradients,
            "preActivations" => seen.PreActivations,
            _ => throw new ArgumentException($"There are histograms of weights, gradients and preActivations; received '{kind}'."),
        };
        return HistogramSeries.Of([.. some.Select(Pick)]) is { } series ? new LayerHistograms([.. some.Select(l => l.Step)], series.Low, series.High, series.Heights, series.NotFinite) : null;
    }
}
