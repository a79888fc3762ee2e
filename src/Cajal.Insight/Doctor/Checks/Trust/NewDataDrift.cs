namespace Cajal.Insight;

/// <summary>C3: the rows a network is to answer now are spread otherwise than those it was trained on. Looked at when new rows are given.</summary>
internal sealed class NewDataDrift() : Check("C3", "new data have drifted", Stage.Trust, "hidden-layers-and-backpropagation.md#12-generalisation-is-still-the-target")
{
    public override Finding? Examine(Examination e)
    {
        if (e.NewRows is not { Count: >= 20 } now || now.Width != e.Rows.Width) return null;
        var bound = e.Thresholds["C3.psi"];
        var shifted = ColumnShift.Of(e, e.Rows, now, null, bound.Value);
        if (shifted.Count == 0) return null;
        var worst = shifted.MaxBy(s => s.Index)!;
        return Found(Severity.Warning, $"{shifted.Count} of {now.Width} columns of the new rows are spread otherwise than in training: what the network was judged on does not speak for them.",
            new Measurement($"stability index of {worst.Name}", worst.Index) { Threshold = bound, Window = FormattableString.Invariant($"{e.Rows.Count} training rows and {now.Count} new ones; chance gives up to {worst.Floor:G2}") }) with
        {
            Places = [.. shifted.OrderByDescending(s => s.Index).Take(10).Select(s => FormattableString.Invariant($"{s.Name}: mean {s.From:G3} in training, {s.To:G3} now"))],
            Causes = [new Cause("another season, sensor or population", 0.6), new Cause("a preparation that differs from that of training", 0.5)],
            Prescriptions = [new Prescription("Compare how the columns named here were made then and now"), new Prescription("Judge the network on some new rows with known targets, and train again with them")],
            NotExcluded = ["The answers may still be right; only targets can tell."],
        };
    }
}
