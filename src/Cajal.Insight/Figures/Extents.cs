namespace Cajal.Insight;

/// <summary>What the data of a chart reach, and how much of them has no place on its axes.</summary>
internal sealed class Extents(bool logX, bool logY)
{
    private double lowX = double.PositiveInfinity, highX = double.NegativeInfinity, lowY = double.PositiveInfinity, highY = double.NegativeInfinity;

    /// <summary>Points with a coordinate that is not a finite number.</summary>
    public int NotFinite { get; private set; }

    /// <summary>Points at or below zero on a logarithmic axis.</summary>
    public int NotPositive { get; private set; }

    /// <summary>Whether the data want room around them along x and y.</summary>
    public bool WantsRoomX { get; set; }

    public bool WantsRoomY { get; set; }

    /// <summary>Whether something fills the chart to its edges, so that no room is left around it.</summary>
    public bool IsFilled { get; set; }

    /// <summary>Whether zero is an end of the y axis that needs no room, as the foot of bars.</summary>
    public bool HasFoot { get; set; }

    /// <summary>Takes a point into account.</summary>
    public void Point(double x, double y)
    {
        if (Math.Abs(x) < 1e300 && Math.Abs(y) < 1e300)
        {
            if (Scale.Draws(x, logX) && Scale.Draws(y, logY))
            {
                X(x);
                Y(y);
            }
            else NotPositive++;
        }
        else NotFinite++;
    }

    /// <summary>Takes a place along x into account, where it has one.</summary>
    public void X(double x)
    {
        if (Scale.Draws(x, logX)) (lowX, highX) = (Math.Min(lowX, x), Math.Max(highX, x));
    }

    /// <summary>Takes a place along y into account, where it has one.</summary>
    public void Y(double y)
    {
        if (Scale.Draws(y, logY)) (lowY, highY) = (Math.Min(lowY, y), Math.Max(highY, y));
    }

    /// <summary>Takes a surface into account that fills the chart.</summary>
    public void Fill(Surface surface)
    {
        X(surface.FromX);
        X(surface.ToX);
        Y(surface.FromY);
        Y(surface.ToY);
        foreach (double height in surface.Heights)
            if (!double.IsFinite(height)) Miss();
        IsFilled = true;
    }

    /// <summary>Counts a number that cannot be drawn.</summary>
    public void Miss() => NotFinite++;

    /// <summary>The ends of an axis: its own where they are given, else the data's with a little room.</summary>
    public (double Low, double High) Ends(Axis axis, bool isX)
    {
        var (low, high, room) = isX ? (lowX, highX, WantsRoomX && !IsFilled) : (lowY, highY, WantsRoomY && !IsFilled);
        bool empty = low > high;
        if (empty) (low, high) = axis.IsLog ? (1, 10) : (0, 1);
        if (axis.IsLog)
        {
            double share = empty || !room ? 0 : low == high ? 0.3 : 0.04 * Math.Log10(high / low);
            if (low == high) share = 0.3;
            (low, high) = (Math.Max(low * Math.Pow(10, -share), 1e-300), high * Math.Pow(10, share));
        }
        else
        {
            double share = high - low <= 1e-12 * Math.Max(Math.Abs(low), Math.Abs(high)) ? (low == 0 ? 1 : 0.1 * Math.Abs(low)) : empty || !room ? 0 : 0.04 * (high - low);
            bool foot = HasFoot && !isX;
            (low, high) = (foot && low == 0 ? low : low - share, foot && high == 0 && low < 0 ? high : high + share);
        }
        if (axis.Low is { } from && Scale.Draws(from, axis.IsLog)) low = from;
        if (axis.High is { } to && Scale.Draws(to, axis.IsLog)) high = to;
        return high > low ? (low, high) : (low, axis.IsLog ? low * 10 : low + 1);
    }
}
