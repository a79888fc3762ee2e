namespace Cajal.Insight;

public sealed partial class Chart
{
    /// <summary>How often numbers fall into bins of equal width; returns the chart.</summary>
    /// <param name="name">What the legend calls them; empty for no entry.</param>
    /// <param name="values">The numbers.</param>
    /// <param name="bins">Number of bins.</param>
    /// <param name="colour">As for <c>Line</c>.</param>
    /// <param name="share">Heights are shares of all numbers instead of counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one bin.</exception>
    public Chart Histogram(string name, Numbers values, int bins = 30, int? colour = null, bool share = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var (low, high) = ColourBar.Ends(values.Values, aroundZero: false);
        if (X.Low is { } from && X.High is { } to && to > from) (low, high) = (from, to);
        var counts = new double[bins];
        int finite = 0, missed = 0;
        foreach (double v in values.Values)
        {
            // Halves, so that the span of very large numbers is finite.
            double place = (v / 2 - low / 2) / (high / 2 - low / 2) * bins;
            if (!double.IsFinite(v)) missed++;
            else if (place >= 0 && place <= bins)
            {
                counts[Math.Min((int)place, bins - 1)]++;
                finite++;
            }
        }
        if (share && finite > 0)
            for (int i = 0; i < bins; i++) counts[i] /= finite;
        return Histogram(name, low, high, counts, colour, missed);
    }

    /// <summary>Bins that were counted before; returns the chart.</summary>
    /// <param name="name">What the legend calls them; empty for no entry.</param>
    /// <param name="low">Where the first bin begins.</param>
    /// <param name="high">Where the last one ends.</param>
    /// <param name="counts">A height for each bin.</param>
    /// <param name="colour">As for <c>Line</c>.</param>
    /// <param name="missed">Numbers that were in no bin because they are not finite.</param>
    public Chart Histogram(string name, double low, double high, Numbers counts, int? colour = null, int missed = 0) =>
        With(new HistogramMark(low, high, counts.Values, missed) { Name = name, Ink = Colour(name, colour) });
}

/// <summary>A histogram: one outline over its bins, filled lightly so that several can lie over each other.</summary>
internal sealed class HistogramMark(double low, double high, double[] counts, int missed) : Mark
{
    public override Key? Key => Name.Length > 0 ? new(Name, Ink, KeyKind.Box) : null;

    public override void Extend(Extents extents)
    {
        extents.X(low);
        extents.X(high);
        extents.Y(0);
        foreach (double count in counts) extents.Y(count);
        for (int i = 0; i < missed; i++) extents.Miss();
        extents.WantsRoomY = extents.HasFoot = true;
    }

    public override void Draw(Plot plot)
    {
        double foot = plot.Y.At(0);
        if (double.IsNaN(foot)) foot = plot.Area.Bottom;
        var path = new Outline();
        path.To(plot.X.At(low), foot);
        for (int i = 0; i < counts.Length; i++)
        {
            double y = plot.Y.At(counts[i]) is var top && double.IsNaN(top) ? foot : top;
            path.To(plot.X.At(low + (high - low) * i / counts.Length), y);
            path.To(plot.X.At(low + (high - low) * (i + 1) / counts.Length), y);
        }
        path.To(plot.X.At(high), foot);
        path.Close();
        plot.Svg.Path(path.ToString(), Ink, Ink.None, opacity: 0.35);
        plot.Svg.Path(path.ToString(), Ink.None, Ink, 1.6);
    }
}
