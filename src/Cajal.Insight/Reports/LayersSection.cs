using Cajal.Training;

namespace Cajal.Insight;

/// <summary>The layers over time: gradients, updates and activations, in curves and as a table of the first and the last look.</summary>
internal static class LayersSection
{
    private static readonly (string Name, bool IsLog, bool IsShare, Func<LayerLook, float?> Of)[] Figures =
    [
        ("gradient norm", true, false, l => l.GradientNorm),
        ("update ratio ‖Δw‖/‖w‖", true, false, l => l.UpdateRatio),
        ("mean of activations", false, false, l => l.Mean),
        ("spread of activations", false, false, l => l.Spread),
        ("share of zeros", false, true, l => l.Zeros),
        ("share of dead units", false, true, l => l.Dead),
        ("share saturated", false, true, l => l.Saturated),
    ];

    // More lines than colours cannot be told apart.
    private const int MostLines = 8;

    public static void Add(Page page, ReportSource source, int mostLayers)
    {
        if (source.Looks.Count == 0) return;
        var looks = source.Looks;
        string[] names = [.. looks[^1].Layers.Select(l => l.Name)];
        page.Heading("The layers");
        page.Say($"{looks.Count} looks at {names.Length} layers, each at a batch of {looks[^1].Examples} examples before its update. A dead unit is 0 for all of them; a value is saturated within a hundredth of "
            + "its range from a bound of its function.");
        string[] shown = Some(names, MostLines);
        var sheet = new SmallMultiples(shown.Length == names.Length ? "Each layer over time" : $"{shown.Length} of {names.Length} layers over time", 2, 440, 300);
        foreach (var (name, isLog, isShare, of) in Figures)
        {
            var chart = new Chart(name, "step");
            foreach (string layer in shown)
            {
                var points = looks.Select(l => (X: (double)l.Step, Y: l.Layers.FirstOrDefault(a => a.Name == layer) is { } a ? of(a) : null)).Where(p => p.Y is not null).ToArray();
                if (points.Length > 0) chart.Line(layer, points.Select(p => p.X).ToArray(), points.Select(p => (double)p.Y!.Value).ToArray(), colour: Array.IndexOf(shown, layer));
            }
            if (chart.Marks.Count == 0) continue;
            if (isLog && looks.SelectMany(l => l.Layers).Any(a => of(a) is > 0)) chart.LogY();
            sheet.Add(isShare ? chart.RangeY(0, 1) : chart);
        }
        page.Draw(sheet);
        Table(page, looks[0], mostLayers);
        if (looks.Count > 1) Table(page, looks[^1], mostLayers);
    }

    /// <summary>So many of a list, evenly spaced, the first and the last among them.</summary>
    public static string[] Some(string[] names, int most) =>
        names.Length <= most ? names : [.. Enumerable.Range(0, most).Select(i => names[(int)Math.Round(i * (names.Length - 1.0) / (most - 1))])];

    private static void Table(Page page, NetworkLook look, int mostLayers)
    {
        string[] shown = Some([.. look.Layers.Select(l => l.Name)], mostLayers);
        page.Say($"Before step {look.Step}{(shown.Length < look.Layers.Count ? $", {shown.Length} of {look.Layers.Count} layers" : "")}:");
        page.Table(["layer", "weights", "gradient norm", "update ratio", "mean", "spread", "zeros", "dead", "saturated"], look.Layers.Where(l => shown.Contains(l.Name)).Select(l => (IReadOnlyList<string>)
        [
            Words.Name(l), Words.Whole(l.Parameters), Words.Number((double?)l.GradientNorm), Words.Number((double?)l.UpdateRatio), Words.Number((double?)l.Mean), Words.Number((double?)l.Spread),
            Words.Percent(l.Zeros), Words.Percent(l.Dead), Words.Percent(l.Saturated),
        ]));
    }
}
