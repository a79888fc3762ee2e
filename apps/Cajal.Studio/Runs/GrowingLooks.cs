using System.Text.Json;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>The looks of a monitors.jsonl that grows: figures of each layer stay in memory, histograms are read again when they are asked for.</summary>
internal sealed class GrowingLooks(string path) : GrowingFile(path)
{
    private const int MostNumbers = 1 << 25;

    private readonly List<(long At, int Length)> places = [];
    private readonly Dictionary<string, List<double>[]> layers = new(StringComparer.Ordinal);
    private readonly List<string> names = [];

    /// <summary>The figures that are kept of each layer.</summary>
    public static IReadOnlyList<(string Name, bool IsLog, bool IsShare, Func<LayerLook, float?> Of)> Figures { get; } =
    [
        ("gradientNorm", true, false, l => l.GradientNorm),
        ("updateRatio", true, false, l => l.UpdateRatio),
        ("weightNorm", false, false, l => l.WeightNorm),
        ("mean", false, false, l => l.Mean),
        ("spread", false, false, l => l.Spread),
        ("zeros", false, true, l => l.Zeros),
        ("dead", false, true, l => l.Dead),
        ("saturated", false, true, l => l.Saturated),
    ];

    /// <summary>Steps of the looks.</summary>
    public List<double> Steps { get; } = [];

    /// <summary>Mean, least and greatest loss of the steps since the look before; of the look's own batch where there were none.</summary>
    public List<(double Mean, double Least, double Greatest)> Losses { get; } = [];

    /// <summary>Layers in their order.</summary>
    public IReadOnlyList<string> Layers => names;

    /// <summary>The last look.</summary>
    public NetworkLook? Last { get; private set; }

    /// <summary>A figure of a layer, look by look; NaN where it has none.</summary>
    public ReadOnlySpan<double> Of(string layer, int figure) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(layers[layer][figure]);

    /// <summary>Some looks in full, evenly spread, the first and the last among them.</summary>
    public NetworkLook[] Some(int most)
    {
        int count = Math.Min(most, places.Count);
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var (at, length) = places[count == 1 ? places.Count - 1 : (int)Math.Round(i * (places.Count - 1.0) / (count - 1))];
            var line = new byte[length];
            stream.Position = at;
            stream.ReadExactly(line);
            return Parse(line);
        })];
    }

    /// <inheritdoc/>
    protected override void Take(ReadOnlySpan<byte> line, long at)
    {
        var look = Parse(line);
        if ((long)(Steps.Count + 1) * Math.Max(1, names.Count) * Figures.Count > MostNumbers) throw new RunException($"'{Path}' has more than {Steps.Count} looks at {names.Count} layers, which is more than is held here.");
        foreach (var layer in look.Layers)
        {
            if (!layers.TryGetValue(layer.Name, out var figures))
            {
                names.Add(layer.Name);
                layers.Add(layer.Name, figures = [.. Figures.Select(_ => Enumerable.Repeat(double.NaN, Steps.Count).ToList())]);
            }
            // A name that stands twice in a look counts once.
            if (figures[0].Count > Steps.Count) continue;
            for (int f = 0; f < figures.Length; f++) figures[f].Add(Figures[f].Of(layer) ?? double.NaN);
        }
        Steps.Add(look.Step);
        foreach (var figures in layers.Values)
            foreach (var figure in figures)
                while (figure.Count < Steps.Count) figure.Add(double.NaN);
        Losses.Add(look.Before is { } before ? (before.Mean, before.Least, before.Greatest) : (look.Loss, look.Loss, look.Loss));
        places.Add((at, line.Length));
        Last = look;
    }

    /// <inheritdoc/>
    protected override void Clear()
    {
        places.Clear();
        layers.Clear();
        names.Clear();
        Steps.Clear();
        Losses.Clear();
        Last = null;
    }

    private NetworkLook Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return MonitorJson.Read(line);
        }
        catch (JsonException e)
        {
            throw new RunException($"Line {Steps.Count + 1} of '{Path}' is no look at a network. The file was edited or damaged.", e);
        }
    }
}
