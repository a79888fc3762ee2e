using Cajal.Networks;

namespace Cajal.Insight;

/// <summary>A network drawn as units and weights: units coloured by their activation for one input, edges by their weight's sign, as wide as it is large.</summary>
public sealed class NetworkDiagram : Figure
{
    private const int MostUnits = 12, MostNumbers = 12;

    private readonly List<double[]> units = [];
    private readonly List<double[]> weights = [];

    /// <summary>Draws a chain of layers for one input. Layers that are not linear are seen in the activations behind them.</summary>
    /// <param name="title">What is seen, in a sentence.</param>
    /// <param name="model">The network.</param>
    /// <param name="x">One input: [1, n] or [n].</param>
    /// <exception cref="ArgumentException">No linear layer, a layer after which there is no row of units, or more than one input.</exception>
    public NetworkDiagram(string title, Sequential model, Tensor x) : base(title)
    {
        if (x.Rank == 1) x = x.Unsqueeze(0);
        if (x.Rank != 2 || x.Shape[0] != 1) throw new ArgumentException($"A network diagram shows one input, [1, n]; received {x.Shape}.");
        if (!model.Any(l => l is Linear)) throw new ArgumentException("A network diagram shows linear layers, and this model has none.");
        units.Add(((Numbers)x).Values);
        foreach (var layer in model)
        {
            x = layer.Forward(x);
            if (x.Rank != 2) throw new ArgumentException($"A network diagram shows rows of units; after {layer} there is {x.Shape}.");
            double[] values = ((Numbers)x).Values;
            if (layer is Linear linear)
            {
                weights.Add(((Numbers)(Tensor)linear.Weight).Values);
                units.Add(values);
            }
            else if (values.Length == units[^1].Length) units[^1] = values;
            else throw new ArgumentException($"A network diagram follows linear layers and functions of single units; {layer} makes {values.Length} of {units[^1].Length}.");
        }
        Height = 90 + Math.Max(5, units.Max(u => Math.Min(u.Length, MostUnits + 1))) * 46;
    }

    /// <summary>Names of the inputs, beside them.</summary>
    public IReadOnlyList<string> Inputs { get; set; } = [];

    /// <summary>Names of the outputs, beside them.</summary>
    public IReadOnlyList<string> Outputs { get; set; } = [];

    internal override IEnumerable<string> Notes()
    {
        yield return "Edges: orange for positive weights, blue for negative ones, as wide as they are large. Units: their activation.";
        int strange = units.Sum(u => u.Count(v => !double.IsFinite(v))) + weights.Sum(w => w.Count(v => !double.IsFinite(v)));
        if (strange > 0) yield return $"{strange} numbers are not finite; their units are marked × and their edges dashed.";
    }

    internal override void Draw(Svg svg, Box box, Place place)
    {
        var area = DrawTitle(svg, box, place);
        List<string> notes = [.. Notes().SelectMany(n => TextSize.Wrap(n, TextSize.Note, box.Width - 32))];
        for (int i = 0; i < notes.Count; i++) svg.Text(box.X + 16, box.Bottom - 12 - 17 * (notes.Count - 1 - i), notes[i], TextSize.Note, Ink.Muted);
        double side = 26 + new[] { Inputs, Outputs }.SelectMany(n => n).Select(n => TextSize.Width(n, TextSize.Label)).DefaultIfEmpty(0).Max();
        area = area.Inside(side, 8, side, 17 * notes.Count + 14);
        double radius = Math.Min(20, area.Height / units.Max(u => Math.Min(u.Length, MostUnits + 1)) / 2 - 2);
        for (int l = 0; l < weights.Count; l++) Edges(svg, area, l, radius);
        for (int l = 0; l < units.Count; l++)
        {
            var colours = Colours(units[l]);
            double x = X(area, l);
            for (int u = 0; u < units[l].Length; u++)
            {
                if (Y(area, l, u) is not { } y) continue;
                bool finite = double.IsFinite(units[l][u]);
                svg.Circle(x, y, radius, finite ? Ink.Fixed(colours.Colour(units[l][u])) : Ink.Paper, Ink.Text, 1.4);
                string text = finite ? Ticks.Plain(units[l][u], 2) : "×";
                svg.Text(x, y + 4.5, text, Math.Min(TextSize.Note, 2 * radius * 12 / TextSize.Width(text, 12)), finite ? Ink.Fixed(colours.IsDark(units[l][u]) ? "#ffffff" : "#000000") : Ink.Text, "middle");
                var names = l == 0 ? Inputs : l == units.Count - 1 ? Outputs : [];
                if (u < names.Count) svg.Text(l == 0 ? x - radius - 8 : x + radius + 8, y + 5, names[u], TextSize.Label, Ink.Text, l == 0 ? "end" : "start");
            }
            if (units[l].Length > MostUnits) svg.Text(x, area.Y + area.Height * (MostUnits / 2 + 0.5) / (MostUnits + 1) + 5, $"⋮ {units[l].Length - MostUnits} more", TextSize.Note, Ink.Text, "middle", halo: true);
        }
    }

    private void Edges(Svg svg, Box area, int l, double radius)
    {
        int wide = units[l].Length;
        double largest = weights[l].Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(1).Max();
        for (int to = 0; to < units[l + 1].Length; to++)
            for (int from = 0; from < wide; from++)
            {
                if (Y(area, l, from) is not { } y1 || Y(area, l + 1, to) is not { } y2) continue;
                double w = weights[l][to * wide + from], x1 = X(area, l) + radius, x2 = X(area, l + 1) - radius;
                if (double.IsFinite(w)) svg.Line(x1, y1, x2, y2, Ink.Series(w < 0 ? 0 : 1), 0.4 + 4.6 * Math.Abs(w) / Math.Max(largest, 1e-300));
                else svg.Line(x1, y1, x2, y2, Ink.Text, 2, "2 4");
            }
        // Of few edges each says its weight, near its beginning, where no other crosses it.
        for (int to = 0; weights[l].Length <= MostNumbers && to < units[l + 1].Length; to++)
            for (int from = 0; from < wide; from++)
                if (Y(area, l, from) is { } y1 && Y(area, l + 1, to) is { } y2)
                    svg.Text(X(area, l) * 0.74 + X(area, l + 1) * 0.26, y1 * 0.76 + y2 * 0.24 + 4, Ticks.Plain(weights[l][to * wide + from], 2), TextSize.Note, Ink.Text, "middle", halo: true);
    }

    private static ColourBar Colours(double[] values)
    {
        bool both = values.Any(v => v < 0);
        var (low, high) = ColourBar.Ends(values, both);
        return both ? new ColourBar(ColourMap.Diverging, low, high) : new ColourBar(ColourMap.Sequential, 0, Math.Max(1, values.Where(double.IsFinite).DefaultIfEmpty(1).Max()));
    }

    private double X(Box area, int layer) => area.X + 20 + (area.Width - 40) * layer / (units.Count - 1);

    // Of many units the first and the last are shown.
    private double? Y(Box area, int layer, int unit)
    {
        int count = units[layer].Length, row = unit;
        if (count > MostUnits)
        {
            int half = MostUnits / 2;
            if (unit >= half && unit < count - half) return null;
            (row, count) = (unit < half ? unit : MostUnits + 1 - (count - unit), MostUnits + 1);
        }
        return area.Y + area.Height * (row + 0.5) / count;
    }
}
