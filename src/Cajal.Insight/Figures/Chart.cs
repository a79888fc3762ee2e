namespace Cajal.Insight;

/// <summary>A chart with two axes. Its methods add what is drawn and return the chart: <c>new Chart("The loss falls", "step", "loss").Line("train", losses).Save("loss.svg")</c>.</summary>
public sealed partial class Chart : Figure
{
    private readonly List<Mark> marks = [];
    private int series;

    /// <summary>An empty chart.</summary>
    /// <param name="title">What is seen, in a sentence.</param>
    /// <param name="x">What the x axis measures, with its unit.</param>
    /// <param name="y">What the y axis measures, with its unit.</param>
    public Chart(string title, string x = "", string y = "") : base(title) => (X.Label, Y.Label) = (x, y);

    /// <summary>The axis from left to right.</summary>
    public Axis X { get; } = new();

    /// <summary>The axis from bottom to top.</summary>
    public Axis Y { get; } = new();

    /// <summary>Whether a unit is as long along y as along x.</summary>
    public bool IsEqual { get; set; }

    /// <summary>Makes equal steps along x multiply; returns the chart.</summary>
    public Chart LogX()
    {
        X.IsLog = true;
        return this;
    }

    /// <summary>Makes equal steps along y multiply; returns the chart.</summary>
    public Chart LogY()
    {
        Y.IsLog = true;
        return this;
    }

    /// <summary>Sets the ends of the x axis; returns the chart.</summary>
    public Chart RangeX(double low, double high)
    {
        (X.Low, X.High) = (low, high);
        return this;
    }

    /// <summary>Sets the ends of the y axis; returns the chart.</summary>
    public Chart RangeY(double low, double high)
    {
        (Y.Low, Y.High) = (low, high);
        return this;
    }

    /// <summary>Makes a unit as long along y as along x; returns the chart.</summary>
    public Chart Equal()
    {
        IsEqual = true;
        return this;
    }

    /// <summary>Sets width and height in pixels; returns the chart.</summary>
    public Chart Size(double width, double height)
    {
        (Width, Height) = (width, height);
        return this;
    }

    internal IReadOnlyList<Mark> Marks => marks;

    internal override IReadOnlyList<Key> Keys => Key.Distinct(marks.Select(m => m.Key).OfType<Key>());

    internal override IEnumerable<string> Notes()
    {
        var extents = Reach();
        foreach (var mark in marks)
            if (mark.Note is { } note) yield return note;
        if (marks.Count == 0) yield return "Nothing to draw.";
        if (extents.NotFinite > 0) yield return $"Left out: {(extents.NotFinite == 1 ? "1 number that is" : $"{extents.NotFinite} numbers that are")} not finite (×).";
        if (extents.NotPositive > 0) yield return $"Left out: {extents.NotPositive} at or below zero, which {(extents.NotPositive == 1 ? "has" : "have")} no place on a log scale (×).";
    }

    internal Extents Reach()
    {
        var extents = new Extents(X.IsLog, Y.IsLog);
        foreach (var mark in marks) mark.Extend(extents);
        return extents;
    }

    internal override void Draw(Svg svg, Box box, Place place) => ChartLayout.Draw(this, svg, place.HasLegend ? DrawTitle(svg, box, place) : Key.Draw(svg, DrawTitle(svg, box, place), Keys));

    // The colour that is asked for, that of the same name, or the next one.
    private Ink Colour(string name, int? series)
    {
        if (series is { } own) return Ink.Series(own);
        var same = name.Length > 0 ? marks.Find(m => m.Name == name) : null;
        return same?.Ink ?? Ink.Series(this.series++);
    }

    private Chart With(Mark mark)
    {
        marks.Add(mark);
        return this;
    }

    private static void RequireSame(string what, Numbers x, Numbers y)
    {
        if (x.Values.Length != y.Values.Length)
            throw new ArgumentException($"A {what} needs as many numbers along x as along y; received {x.Values.Length} and {y.Values.Length}.");
    }
}
