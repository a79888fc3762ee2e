namespace Cajal.Studio;

/// <summary>Curves of event files as lines of panels.</summary>
internal static class EventPanels
{
    // More charts would fill a page that nobody scrolls through.
    private const int MostPanels = 80;

    /// <summary>Where the curves begin and end on an axis; null where they have nothing on it.</summary>
    public static (double First, double Last)? Ends(GrowingEvents events, string axis)
    {
        if (axis is not ("step" or "seconds") || events.Curves.Count == 0) return null;
        var curves = events.Curves.Values;
        return axis == "step" ? (curves.Min(c => c.Steps[0]), curves.Max(c => c.Steps[^1])) : (0, curves.Max(c => c.LastTime) - events.Start);
    }

    /// <summary>Adds the lines; false where the axis has none.</summary>
    /// <param name="panels">Panels by their names.</param>
    /// <param name="id">Whose lines they are.</param>
    /// <param name="events">The curves.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="from">Left end.</param>
    /// <param name="to">Right end.</param>
    /// <param name="troubles">Is told what is not shown.</param>
    public static bool Add(Dictionary<string, List<PanelLine>> panels, string id, GrowingEvents events, CurveQuery query, double from, double to, List<string> troubles)
    {
        troubles.AddRange(events.Troubles.Except(troubles));
        if (query.Axis == "epoch" && events.Curves.Count > 0) Tell("Event files of other programs know steps and seconds, and no epochs: choose another axis for them.");
        else if (events.Curves.Count > MostPanels) Tell($"The folder has {events.Curves.Count} curves; the first {MostPanels} are shown.");
        if (query.Axis is not ("step" or "seconds")) return false;
        double start = events.Start;
        foreach (var (tag, curve) in events.Curves.Take(MostPanels))
        {
            var (name, part) = PlaceOf(tag);
            if (!panels.TryGetValue(name, out var lines)) panels.Add(name, lines = []);
            lines.Add(new PanelLine(id, part, query.Axis == "step" ? CurveReduction.Of(curve.Steps, curve.Values, from, to, query.Columns, query.Smooth) : BySeconds(curve)));
        }
        return true;

        ReducedCurve BySeconds(EventCurve curve)
        {
            var (x, y) = curve.BySeconds(start);
            return CurveReduction.Of(x, y, from, to, query.Columns, query.Smooth);
        }

        void Tell(string sentence)
        {
            if (!troubles.Contains(sentence)) troubles.Add(sentence);
        }
    }

    /// <summary>What a curve measures, and of which part: programs write the part before or behind it.</summary>
    public static (string Name, string Part) PlaceOf(string tag)
    {
        int first = tag.IndexOf('/', StringComparison.Ordinal), last = tag.LastIndexOf('/');
        if (first > 0 && PartOf(tag[..first]) is { } before) return (Known(tag[(first + 1)..]), before);
        if (last > 0 && PartOf(tag[(last + 1)..]) is { } behind) return (Known(tag[..last]), behind);
        return (Known(tag), "");
    }

    private static string Known(string name) => name.Equals("loss", StringComparison.OrdinalIgnoreCase) ? "loss" : name;

    private static string? PartOf(string word) => word.ToUpperInvariant() switch
    {
        "TRAIN" or "TRAINING" => "training",
        "VAL" or "VALID" or "VALIDATION" or "EVAL" or "EVALUATION" => "validation",
        _ => null,
    };
}
