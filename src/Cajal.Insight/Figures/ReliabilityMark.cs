namespace Cajal.Insight;

public sealed partial class Chart
{
    /// <summary>A reliability diagram, empty but for the diagonal on which a network is as often right as it says.</summary>
    /// <param name="title">What is seen, in a sentence.</param>
    public static Chart Reliability(string title)
    {
        var chart = new Chart(title, "confidence", "share that is right") { Width = 560, Height = 560 }.RangeX(0, 1).RangeY(0, 1).Equal();
        return chart.Line("as it should be", [0, 1], [0, 1], colour: 7, dashed: true, width: 1.6);
    }

    /// <summary>How often a network was right in each bin of confidence; a dot's area is its share of the predictions. Returns the chart.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="calibration">The bins.</param>
    /// <param name="colour">As for <c>Line</c>.</param>
    public Chart Reliability(string name, Calibration calibration, int? colour = null) => With(new ReliabilityMark(calibration) { Name = name, Ink = Colour(name, colour) });
}

/// <summary>Dots of a reliability diagram, joined by a line.</summary>
internal sealed class ReliabilityMark(Calibration calibration) : Mark
{
    public override Key? Key => Name.Length > 0 ? new(Name, Ink, KeyKind.Dots) : null;

    public override string? Note => $"{Name}: calibration error {Ticks.Plain(calibration.Error)}".TrimStart(':', ' ') + (calibration.Missed > 0 ? $", without {calibration.Missed} that are no probability." : ".");

    public override void Extend(Extents extents)
    {
        foreach (var (said, right, _) in calibration.Bins) extents.Point(said, right);
    }

    public override void Draw(Plot plot)
    {
        double all = calibration.Bins.Sum(b => b.Count);
        var path = new Outline();
        foreach (var (said, right, count) in calibration.Bins)
        {
            path.To(plot.X.At(said), plot.Y.At(right));
            plot.Svg.Circle(plot.X.At(said), plot.Y.At(right), 4 + 14 * Math.Sqrt(count / all), Ink, opacity: 0.55);
        }
        plot.Svg.Path(path.ToString(), Ink.None, Ink, 2);
    }
}
