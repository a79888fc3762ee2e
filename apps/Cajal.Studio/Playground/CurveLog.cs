namespace Cajal.Studio;

/// <summary>Figures over time: one point an epoch; when there are too many, two become one that keeps the least and the largest loss between them.</summary>
internal sealed class CurveLog
{
    private const int MostPoints = 600;

    private readonly List<CurvePoint> points = [];
    private readonly List<CurveMark> marks = [];
    private readonly List<LayerPoint> layers = [];
    private IReadOnlyList<CurvePoint> ghost = [];
    private int perPoint = 1, open;

    /// <summary>All of it, to be drawn.</summary>
    public Curves Curves => new() { Points = [.. points], Marks = [.. marks], Ghost = ghost, Layers = [.. layers], Best = Best };

    /// <summary>The moment with the least loss to be judged by: that of the test, where there are test points.</summary>
    public CurveBest? Best { get; private set; }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        points.Clear();
        marks.Clear();
        layers.Clear();
        (ghost, perPoint, open, Best) = ([], 1, 0, null);
    }

    /// <summary>Adds the figures of a moment later than all others.</summary>
    public void Add(long step, int epoch, Scores scores, double rate)
    {
        if (points.Count > 0 && step <= points[^1].Step) return;
        var (by, judged) = scores.Judged;
        if (double.IsFinite(judged) && !(judged >= Best?.Loss)) Best = new CurveBest(step, epoch, judged, by);
        var point = new CurvePoint(step, epoch, SentNumber.Finite(scores.TrainLoss), SentNumber.Finite(scores.TestLoss), SentNumber.Finite(scores.Penalty), SentNumber.Finite(scores.TrainAccuracy), SentNumber.Finite(scores.TestAccuracy), rate,
            SentNumber.Finite(scores.TrainLoss), SentNumber.Finite(scores.TrainLoss))
        { Validation = SentNumber.Finite(scores.ValidationLoss), ValidationAccuracy = SentNumber.Finite(scores.ValidationAccuracy) };
        if (open > 0 && points.Count > 1) points[^1] = Joined(points[^1], point);
        else points.Add(point);
        open = (open + 1) % perPoint;
        if (points.Count < MostPoints) return;
        for (int i = 1; 2 * i < points.Count; i++) points[i] = 2 * i + 1 < points.Count ? Joined(points[2 * i], points[2 * i + 1]) : points[2 * i];
        points.RemoveRange((points.Count + 1) / 2, points.Count - (points.Count + 1) / 2);
        (perPoint, open) = (2 * perPoint, 0);
    }

    /// <summary>A setting was changed here.</summary>
    public void Mark(long step, int epoch, string text) => marks.Add(new CurveMark(step, epoch, text));

    /// <summary>Adds what the layers did at a step.</summary>
    public void Add(Training.NetworkLook look)
    {
        if (layers.Count > 0 && look.Step <= layers[^1].Step) return;
        layers.Add(new LayerPoint(look.Step, FiguresOf(look)));
        if (layers.Count < MostPoints) return;
        for (int i = 1; 2 * i < layers.Count; i++) layers[i] = layers[2 * i];
        layers.RemoveRange((layers.Count + 1) / 2, layers.Count - (layers.Count + 1) / 2);
    }

    /// <summary>Another future begins at a step; the one that was is kept faint.</summary>
    public void Fork(long step)
    {
        var after = points.Where(p => p.Step >= step).ToArray();
        if (after.Length > 1) ghost = after;
        points.RemoveAll(p => p.Step > step);
        marks.RemoveAll(m => m.Step > step);
        layers.RemoveAll(l => l.Step > step);
        open = 0;
        // The best of what is left, as far as it was kept.
        if (Best?.Step > step)
            Best = points.Where(p => p.Judged is not null).MinBy(p => p.Judged) is { } least ? new CurveBest(least.Step, least.Epoch, least.Judged!.Value, Best.By) : null;
    }

    // A norm is a layer of its own to those who look; what follows it are the units of the layer before.
    private static List<LayerFigures> FiguresOf(Training.NetworkLook look)
    {
        var figures = new List<LayerFigures>();
        foreach (var l in look.Layers)
        {
            if (l.Kind == nameof(Networks.Linear) || figures.Count == 0) figures.Add(new LayerFigures(SentNumber.Finite(l.GradientNorm), SentNumber.Finite(l.UpdateRatio), SentNumber.Finite(l.Dead), SentNumber.Finite(l.Saturated), SentNumber.Finite(l.Spread)));
            else figures[^1] = figures[^1] with { Dead = SentNumber.Finite(l.Dead), Saturated = SentNumber.Finite(l.Saturated), Spread = SentNumber.Finite(l.Spread) };
        }
        return figures;
    }

    private static CurvePoint Joined(CurvePoint a, CurvePoint b) => b with { Low = Math.Min(a.Low ?? b.Low ?? 0, b.Low ?? a.Low ?? 0), High = Math.Max(a.High ?? b.High ?? 0, b.High ?? a.High ?? 0) };
}

/// <summary>The curves as they travel.</summary>
internal sealed record Curves
{
    /// <summary>Marks the message.</summary>
    public string Is => "curves";

    /// <summary>Figures over time.</summary>
    public required IReadOnlyList<CurvePoint> Points { get; init; }

    /// <summary>Where settings changed.</summary>
    public required IReadOnlyList<CurveMark> Marks { get; init; }

    /// <summary>The future that was left at a fork.</summary>
    public required IReadOnlyList<CurvePoint> Ghost { get; init; }

    /// <summary>Where early stopping would have stopped; null before the first loss.</summary>
    public CurveBest? Best { get; init; }

    /// <summary>Layers over time.</summary>
    public required IReadOnlyList<LayerPoint> Layers { get; init; }
}

/// <summary>Figures at a step; null for what is no number. Low and high bound the training loss of the epochs this point stands for.</summary>
internal sealed record CurvePoint(long Step, int Epoch, double? Train, double? Test, double? Penalty, double? TrainAccuracy, double? TestAccuracy, double Rate, double? Low, double? High)
{
    /// <summary>Loss on the points for validation.</summary>
    public double? Validation { get; init; }

    /// <summary>Share of right classes among them.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>The loss it is judged by, as <see cref="Scores.Judged"/>.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public double? Judged => Validation ?? Test ?? Train;
}

/// <summary>The moment with the least loss.</summary>
/// <param name="Step">Its step.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Loss">The loss.</param>
/// <param name="By">Of which points: validation, test or training.</param>
internal sealed record CurveBest(long Step, int Epoch, double Loss, string By);

/// <summary>A change of settings.</summary>
internal sealed record CurveMark(long Step, int Epoch, string Text);

/// <summary>What the layers did at a step.</summary>
internal sealed record LayerPoint(long Step, IReadOnlyList<LayerFigures> Layers);

/// <summary>Gradient norm, update ratio, dead units, saturated share and spread of a layer.</summary>
internal sealed record LayerFigures(double? Gradient, double? Update, double? Dead, double? Saturated, double? Spread);
