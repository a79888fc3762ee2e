namespace Cajal.Insight;

/// <summary>Something drawn in a chart: a line, points, bars, a map. A new kind is a file with its mark and the method on <see cref="Chart"/> that adds it.</summary>
internal abstract class Mark
{
    /// <summary>What the legend calls it; empty for no entry.</summary>
    public string Name { get; init; } = "";

    public Ink Ink { get; init; }

    /// <summary>Its entry in the legend.</summary>
    public virtual Key? Key => null;

    /// <summary>The meaning of its colours, where they stand for numbers.</summary>
    public virtual ColourBar? Bar => null;

    /// <summary>More to be said below the chart.</summary>
    public virtual string? Note => null;

    /// <summary>Says what its data reach.</summary>
    public abstract void Extend(Extents extents);

    public abstract void Draw(Plot plot);
}
