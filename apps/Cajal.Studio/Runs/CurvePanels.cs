using System.Text.Json.Serialization;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>What curves are asked for.</summary>
/// <param name="Axis">step, epoch or seconds.</param>
/// <param name="From">Left end; null for the first.</param>
/// <param name="To">Right end; null for the last.</param>
/// <param name="Columns">Columns of pixels.</param>
/// <param name="Smooth">Width of the smoothing window as a share of what is shown.</param>
internal readonly record struct CurveQuery(string Axis, double? From, double? To, int Columns, double Smooth);

/// <summary>A line of a panel.</summary>
/// <param name="Run">Whose.</param>
/// <param name="Part"><c>training</c>, <c>validation</c>, or empty.</param>
/// <param name="Curve">Its points.</param>
internal sealed record PanelLine(string Run, string Part, ReducedCurve Curve);

/// <summary>Lines that share axes.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Lines">The lines, run by run.</param>
internal sealed record Panel(string Name, IReadOnlyList<PanelLine> Lines);

/// <summary>The curves of some runs.</summary>
/// <param name="Panels">Loss first.</param>
/// <param name="Rows">Rows of all tables and points of all events: when it has not changed, nothing has.</param>
/// <param name="Troubles">Runs that could not be read, a sentence each.</param>
/// <param name="Took">Milliseconds it took to read what is new and to reduce it.</param>
internal sealed record CurvePanels(IReadOnlyList<Panel> Panels, long Rows, [property: JsonConverter(typeof(SpokenList))] IReadOnlyList<string> Troubles, double Took)
{
    /// <summary>The most runs in one picture: more lines cannot be told apart.</summary>
    public const int MostRuns = 12;

    private static readonly string[] Places = ["epoch", "step", "seconds"];

    /// <summary>Reads what is new of some runs and reduces their curves to columns.</summary>
    public static CurvePanels Of(IReadOnlyList<(string Id, RunFolder Folder)> runs, RunShelf shelf, CurveQuery query)
    {
        long begun = System.Diagnostics.Stopwatch.GetTimestamp();
        var panels = new Dictionary<string, List<PanelLine>>(StringComparer.Ordinal);
        var troubles = new List<string>();
        var (from, to, rows) = Ends(runs, shelf, query, troubles);
        foreach (var (id, folder) in runs)
        {
            try
            {
                if (EventFolder.Is(folder))
                {
                    shelf.WithEvents(folder, events => EventPanels.Add(panels, id, events, query, from, to, troubles));
                    continue;
                }
                shelf.WithTable(folder, table => Add(panels, id, table, query, from, to));
                if (query.Axis == "step") shelf.WithLooks(folder, looks => AddLooks(panels, id, looks, query, from, to));
            }
            catch (RunException e)
            {
                if (!troubles.Contains(e.Message)) troubles.Add(e.Message);
            }
        }
        return new CurvePanels([.. panels.OrderBy(p => RankOf(p.Key)).Select(p => new Panel(p.Key, p.Value))], rows, troubles, System.Diagnostics.Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
    }

    // Runs of one picture share its axis. Rows are counted here: what comes while the lines are made lies beyond the end, and is news the next time.
    private static (double From, double To, long Rows) Ends(IReadOnlyList<(string Id, RunFolder Folder)> runs, RunShelf shelf, CurveQuery query, List<string> troubles)
    {
        long rows = 0;
        double first = double.PositiveInfinity, last = double.NegativeInfinity;
        foreach (var (_, folder) in runs)
        {
            try
            {
                if (EventFolder.Is(folder))
                {
                    rows += shelf.WithEvents(folder, events =>
                    {
                        if (EventPanels.Ends(events, query.Axis) is var (begin, end)) (first, last) = (Math.Min(first, begin), Math.Max(last, end));
                        return events.Points;
                    });
                    continue;
                }
                rows += shelf.WithTable(folder, table =>
                {
                    if (table[query.Axis] is { Length: > 0 } x) (first, last) = (Math.Min(first, x.Span[0]), Math.Max(last, x.Span[^1]));
                    return table.Rows;
                });
                if (query.Axis == "step")
                    rows += shelf.WithLooks(folder, looks =>
                    {
                        if (looks.Steps.Count > 0) (first, last) = (Math.Min(first, looks.Steps[0]), Math.Max(last, looks.Steps[^1]));
                        return looks.Steps.Count;
                    });
            }
            catch (RunException e)
            {
                troubles.Add(e.Message);
            }
        }
        return (query.From ?? first, query.To ?? last, rows);
    }

    private static bool Add(Dictionary<string, List<PanelLine>> panels, string id, GrowingTable table, CurveQuery query, double from, double to)
    {
        if (table[query.Axis] is not { Length: > 0 } x) return false;
        foreach (string column in table.Columns.Where(c => !Places.Contains(c)))
        {
            var (name, part) = PlaceOf(column, table.Columns);
            if (name is null) continue;
            var curve = CurveReduction.Of(x.Span, table[column]!.Value.Span, from, to, query.Columns, query.Smooth);
            if (curve.Last is null && curve.Lost == 0) continue;
            if (!panels.TryGetValue(name, out var lines)) panels.Add(name, lines = []);
            lines.Add(new PanelLine(id, part, curve));
        }
        return true;
    }

    private static bool AddLooks(Dictionary<string, List<PanelLine>> panels, string id, GrowingLooks looks, CurveQuery query, double from, double to)
    {
        if (looks.Steps.Count < 2) return false;
        var x = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(looks.Steps);
        double[] mean = [.. looks.Losses.Select(l => l.Mean)], least = [.. looks.Losses.Select(l => l.Least)], greatest = [.. looks.Losses.Select(l => l.Greatest)];
        var curve = CurveReduction.Of(x, mean, from, to, query.Columns, query.Smooth);
        ReducedCurve low = CurveReduction.Of(x, least, from, to, query.Columns), high = CurveReduction.Of(x, greatest, from, to, query.Columns);
        if (!panels.TryGetValue("batch", out var lines)) panels.Add("batch", lines = []);
        lines.Add(new PanelLine(id, "", curve with { Low = low.Low ?? low.Mean, High = high.High ?? high.Mean }));
        return true;
    }

    // data_loss is the training part of the loss; loss has the penalties in it and is shown where it is another number.
    private static (string? Name, string Part) PlaceOf(string column, IReadOnlyList<string> columns) => column switch
    {
        "data_loss" => ("loss", "training"),
        "validation_loss" => ("loss", "validation"),
        "loss" => (columns.Contains("data_loss") ? null : "loss", "training"),
        _ when column.StartsWith("validation_", StringComparison.Ordinal) => (column["validation_".Length..].Replace('_', '-'), "validation"),
        _ => (column, ""),
    };

    private static int RankOf(string panel) => panel switch { "loss" => 0, "batch" => 2, "learning_rate" => 3, "examples_per_second" => 5, _ when panel.Contains('_', StringComparison.Ordinal) => 4, _ => 1 };
}
