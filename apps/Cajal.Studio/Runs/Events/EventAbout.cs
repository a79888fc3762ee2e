namespace Cajal.Studio;

/// <summary>What is known of the event files of another program, and what they do not hold.</summary>
internal static class EventAbout
{
    private const int MostFigures = 80;

    /// <summary>What is known.</summary>
    public static RunAbout Of(GrowingEvents events, RunSummary summary) => new()
    {
        Summary = summary with { Trouble = events.Troubles.Count > 0 ? string.Join(" ", events.Troubles) : null },
        Settings = [],
        Sentence = $"Event files of another program: {events.Files}; curves: {events.Curves.Count}; points: {events.Points}.",
        JudgedOn = "last value",
        Figures = [.. events.Curves.Take(MostFigures).Select(c => new FigureRow(c.Key, SentNumber.Finite(c.Value.Values[^1]), null))],
        HasFindings = false,
        Missing =
        [
            new("layers", "What layers do in training is looked at by Cajal's own runs; of event files there are the curves above."),
            new("histograms", "Only the curves of event files are read here; TensorBoard shows their histograms and pictures."),
            new("findings", "The Doctor looks at recipe, data and network of a run; event files hold none of them."),
            new("network", "Event files hold no weights. A model in ONNX or safetensors opens in the room of files."),
            new("projection", "Event files hold neither a network nor its examples, so there is nothing to project."),
            new("worst", "Event files hold neither examples nor answers, so none of them is the worst."),
        ],
    };
}
