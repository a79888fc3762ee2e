using System.Globalization;
using System.Text.Json.Serialization;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>An entry of a recipe.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Reason">Why it was chosen; null where a person chose.</param>
internal sealed record SettingRow(string Name, string Value, string? Reason);

/// <summary>A figure and what it is of.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Judged">Of the part it is judged on.</param>
/// <param name="Training">Of the training part.</param>
internal sealed record FigureRow(string Name, double? Judged, double? Training);

/// <summary>A part that has nothing to show.</summary>
/// <param name="Part">Which, as the page names it.</param>
/// <param name="Sentence">Why.</param>
internal sealed record MissingPart(string Part, [property: JsonConverter(typeof(Spoken))] string Sentence);

/// <summary>What is known of a run without its network.</summary>
internal sealed record RunAbout
{
    /// <summary>Its summary.</summary>
    public required RunSummary Summary { get; init; }

    /// <summary>Its recipe.</summary>
    public required IReadOnlyList<SettingRow> Settings { get; init; }

    /// <summary>How it ended, in a sentence; null while it has not.</summary>
    [JsonConverter(typeof(Spoken))]
    public string? Sentence { get; init; }

    /// <summary>Which part it is judged on.</summary>
    [JsonConverter(typeof(Spoken))]
    public string? JudgedOn { get; init; }

    /// <summary>Final figures.</summary>
    public IReadOnlyList<FigureRow> Figures { get; init; } = [];

    /// <summary>Simple answers on the same examples, a sentence each.</summary>
    [JsonConverter(typeof(SpokenList))]
    public IReadOnlyList<string> Baselines { get; init; } = [];

    /// <summary>Whether the Doctor has looked at it.</summary>
    public required bool HasFindings { get; init; }

    /// <summary>Parts that have nothing to show.</summary>
    public IReadOnlyList<MissingPart> Missing { get; init; } = [];

    /// <summary>What is known.</summary>
    public static RunAbout Of(RunFolder folder, RunSummary summary)
    {
        var recipe = Recipe.Load(folder.Recipe);
        var result = File.Exists(folder.Result) ? RunResult.Load(folder.Result) : null;
        return new RunAbout
        {
            Summary = summary,
            Settings = [.. SummaryReading.SettingsOf(folder.Recipe).Select(s => new SettingRow(s.Key, PlainText.Of(s.Value, 300), recipe.Reasons?.GetValueOrDefault(s.Key)))],
            Sentence = result?.Sentence,
            JudgedOn = result?.JudgedOn,
            Figures = result is null ? [] : [.. result.Figures.Metrics.Select(m => m.Name).Prepend("loss").Select(name => new FigureRow(name, SentNumber.Finite(result.Figures[name]), Of(result.Training, name)))],
            Baselines = result is null ? [] : [.. result.Baselines.Select(Text)],
            HasFindings = File.Exists(folder.Findings),
        };
    }

    private static string Text(Baseline baseline) => $"{baseline.Name}: {string.Join(", ", baseline.Metrics.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Name} {m.Value:0.####}")))}";

    private static double? Of(Evaluation? evaluation, string name) => evaluation is not null && (name == "loss" || evaluation.Metrics.Any(m => m.Name == name)) ? SentNumber.Finite(evaluation[name]) : null;
}

/// <summary>The layers of a network with their costs.</summary>
/// <param name="Path">Name in the model.</param>
/// <param name="Type">What it is.</param>
/// <param name="Output">Shape of its output, batch axis included.</param>
/// <param name="Parameters">Parameters.</param>
/// <param name="MultiplyAdds">Multiply-adds of one forward pass over the batch.</param>
internal sealed record NetworkRow(string Path, string Type, string Output, long Parameters, long MultiplyAdds);

/// <summary>The network of a run: its layers, and its graph where it has one.</summary>
/// <param name="Layers">The layers.</param>
/// <param name="Parameters">Parameters in all.</param>
/// <param name="Graph">The graph; null where there is none.</param>
/// <param name="Notes">What could not be shown and why, and what to know.</param>
internal sealed record NetworkView(IReadOnlyList<NetworkRow> Layers, long Parameters, GraphView? Graph, [property: JsonConverter(typeof(SpokenList))] IReadOnlyList<string> Notes)
{
    /// <summary>The network of a run.</summary>
    public static NetworkView Of(OpenedRun run, int from)
    {
        var notes = new List<string>(run.Source.Notes);
        var (summary, trouble) = run.Summary;
        if (trouble is not null) notes.Add(trouble);
        GraphView? graph = null;
        try
        {
            graph = run.Graph.Graph!.From(from);
        }
        catch (Exception e) when (e is Onnx.OnnxException or ArgumentException or InvalidOperationException)
        {
            notes.Add(FileTrouble.Sentence(e));
        }
        return new NetworkView(summary is null ? [] : [.. summary.Layers.Select(l => new NetworkRow(l.Path, l.Type, l.Output.ToString(), l.Parameters, l.MultiplyAdds))],
            run.Network.Parameters.Sum(p => (long)p.Count), graph, notes);
    }
}
