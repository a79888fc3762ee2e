namespace Cajal.Insight;

/// <summary>The telling measurement of a finding against its threshold: its course over steps or epochs where it has one, else two bars.</summary>
internal static class EvidenceFigure
{
    // Beyond this a straight scale shows one of the two only.
    private const double WideRange = 30;

    /// <summary>The figure; null where there is nothing to hold against anything.</summary>
    public static Figure? Of(Finding finding)
    {
        var telling = finding.Evidence.FirstOrDefault(m => m.Course.Count > 1) ?? finding.Evidence.FirstOrDefault(m => m.Threshold is not null && double.IsFinite(m.Value));
        if (telling is null) return null;
        var chart = telling.Course.Count > 1 ? Course(telling) : Bars(telling);
        chart.Description = telling.ToString();
        return chart.Size(640, 300);
    }

    private static Chart Course(Measurement measured)
    {
        double[] values = [.. measured.Course.Select(p => p.Value)];
        var chart = new Chart(measured.Quantity, measured.CourseAxis).Line(measured.Quantity, measured.Course.Select(p => p.At).ToArray(), values, dots: true);
        if (measured.Threshold is { } bound) chart.RuleY(bound.Value, "threshold");
        double[] all = [.. values.Append(measured.Threshold?.Value ?? double.NaN).Where(double.IsFinite)];
        return all.Length > 0 && all.Min() > 0 && all.Max() / all.Min() > WideRange ? chart.LogY() : chart;
    }

    private static Chart Bars(Measurement measured)
    {
        double bound = measured.Threshold!.Value;
        var chart = new Chart(measured.Quantity).Bars("", ["measured", "threshold"], new[] { measured.Value, bound });
        return measured.Value > 0 && bound > 0 && Math.Abs(Math.Log(measured.Value / bound)) > Math.Log(WideRange) ? chart.LogY() : chart;
    }
}
