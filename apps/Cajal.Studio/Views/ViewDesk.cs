using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Cajal.Studio;

/// <summary>The views a page shows. Only those are computed: all of them when training stands, while it trains one at a time, in a tenth of the time.</summary>
/// <param name="outbox">Where they go.</param>
internal sealed class ViewDesk(Outbox outbox)
{
    private const int MillisecondsPerView = 150, Rest = 9;

    private readonly List<ViewRequest> shown = [];
    private long next;

    /// <summary>Measures the steps.</summary>
    public StepClock Clock { get; } = new();

    /// <summary>Whether what is shown is older than the course.</summary>
    public bool IsStale { get; private set; }

    /// <summary>The course has moved.</summary>
    public void Tire() => IsStale = shown.Count > 0;

    /// <summary>Shows a view, changes how it looks at the network, or puts it away.</summary>
    /// <exception cref="ArgumentException">There is no such view.</exception>
    public void Ask(ViewRequest request, Course course, int? pinned)
    {
        shown.RemoveAll(v => v.Name == request.Name);
        if (request.Away) return;
        Show(request, course, pinned);
        shown.Add(request);
    }

    /// <summary>All of them, as they are now.</summary>
    public void ShowAll(Course course, int? pinned)
    {
        IsStale = false;
        foreach (var request in shown) Show(request, course, pinned);
    }

    /// <summary>While it trains: the one that has waited longest, when its time has come.</summary>
    /// <returns>Whether one was made.</returns>
    public bool ShowNext(Course course, int? pinned)
    {
        long began = Stopwatch.GetTimestamp();
        if (shown.Count == 0 || began < next) return false;
        var request = shown[0];
        shown.RemoveAt(0);
        Show(request, course, pinned);
        shown.Add(request);
        long now = Stopwatch.GetTimestamp();
        next = now + Math.Max(Stopwatch.Frequency * MillisecondsPerView / 1000, Rest * (now - began));
        return IsStale = true;
    }

    private void Show(ViewRequest request, Course course, int? pinned)
    {
        var bench = course.Bench;
        switch (request.Name)
        {
            case "warp": Put(Warp.Of(bench, request), ViewJson.Default.WarpView); break;
            case "lines": Put(UnitLines.Of(bench, request), ViewJson.Default.LinesView); break;
            case "spreads": Put(Spreads.Of(bench), ViewJson.Default.SpreadsView); break;
            case "judgement": Put(Judgement.Of(bench, request), ViewJson.Default.JudgementView); break;
            case "surface": Put(LossSlice.Of(course, request), ViewJson.Default.SurfaceView); break;
            case "matrices": Put(Matrices.Of(bench, request, pinned), ViewJson.Default.MatricesView); break;
            case "cost": Put(StepCost.Of(bench, Clock), ViewJson.Default.CostView); break;
            case "pieces":
                if (Pieces.Of(bench) is { } pieces) Put(pieces, ViewJson.Default.PiecesView);
                break;
            default: throw new ArgumentException($"Views are warp, lines, spreads, judgement, surface, pieces, matrices and cost; received '{request.Name}'.");
        }

        void Put<T>(T view, JsonTypeInfo<T> type) => outbox.Put(new Letter($"view {request.Name}", JsonSerializer.SerializeToUtf8Bytes(view, type), IsBinary: false));
    }
}
