using System.Text.Json.Serialization;

namespace Cajal.Studio;

/// <summary>Something a bench has computed and the page draws.</summary>
/// <param name="Title">What stands above it, and what is read aloud.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Chart), "chart")]
[JsonDerivedType(typeof(Bars), "bars")]
[JsonDerivedType(typeof(Grid), "grid")]
[JsonDerivedType(typeof(NumberTable), "table")]
internal abstract record Drawing(string Title);

/// <summary>A plane with axes: a map below, then curves, arrows and dots.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="X">The axis to the right.</param>
/// <param name="Y">The axis upwards.</param>
internal sealed record Chart(string Title, Axis X, Axis Y) : Drawing(Title)
{
    /// <summary>Whether both axes have one scale.</summary>
    public bool IsSquare { get; init; }

    /// <summary>Values over the whole plane; null without.</summary>
    public ValueMap? Map { get; init; }

    /// <summary>Lines.</summary>
    public IReadOnlyList<Curve> Curves { get; init; } = [];

    /// <summary>Points.</summary>
    public IReadOnlyList<Dots> Dots { get; init; } = [];

    /// <summary>x, y, Δx, Δy of each arrow, one after the other.</summary>
    public IReadOnlyList<double>? Arrows { get; init; }
}

/// <summary>An axis.</summary>
/// <param name="Name">What it counts.</param>
/// <param name="Low">Where it begins.</param>
/// <param name="High">Where it ends.</param>
/// <param name="IsLog">Whether it counts in powers of ten.</param>
internal sealed record Axis(string Name, double Low, double High, bool IsLog = false);

/// <summary>A line.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="X">Its places.</param>
/// <param name="Y">Its heights; where one is no number the line is open.</param>
/// <param name="Colour">Number of its colour; lines of the same number differ by their dashes.</param>
/// <param name="IsDashed">Whether it is dashed.</param>
internal sealed record Curve(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, int Colour = 0, bool IsDashed = false);

/// <summary>Points of one kind.</summary>
/// <param name="Name">What they are.</param>
/// <param name="X">Places.</param>
/// <param name="Y">Heights.</param>
/// <param name="Shape">Number of shape and colour.</param>
/// <param name="IsLarge">Whether they are drawn larger than the others.</param>
internal sealed record Dots(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, int Shape = 0, bool IsLarge = false);

/// <summary>Values on a square of places, the first of them top left.</summary>
/// <param name="Side">Places of a side.</param>
/// <param name="Values">Shown from −1 (minus) to 1 (plus).</param>
/// <param name="Name">What they say.</param>
internal sealed record ValueMap(int Side, float[] Values, string Name);

/// <summary>Bars.</summary>
/// <param name="Title">What stands above them.</param>
/// <param name="Names">One name for each.</param>
/// <param name="Values">One height for each.</param>
/// <param name="Marked">The one that is marked; null for none.</param>
internal sealed record Bars(string Title, IReadOnlyList<string> Names, IReadOnlyList<double> Values, int? Marked = null) : Drawing(Title);

/// <summary>Numbers in rows and columns, as cells with a colour.</summary>
/// <param name="Title">What stands above them.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Values">Row by row.</param>
internal sealed record Grid(string Title, int Rows, int Columns, float[] Values) : Drawing(Title)
{
    /// <summary>Names of the rows; null without.</summary>
    public IReadOnlyList<string>? RowNames { get; init; }

    /// <summary>Names of the columns; null without.</summary>
    public IReadOnlyList<string>? ColumnNames { get; init; }

    /// <summary>Whether each cell has its number in it.</summary>
    public bool ShowsNumbers { get; init; }

    /// <summary>Whether it is a picture in ink: 0 is paper.</summary>
    public bool IsInk { get; init; }

    /// <summary>First row, first column and size of a square that is framed; null without.</summary>
    public IReadOnlyList<int>? Frame { get; init; }
}

/// <summary>A table of texts.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="Head">Names of the columns.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Marked">The row that is marked; null for none.</param>
internal sealed record NumberTable(string Title, IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows, int? Marked = null) : Drawing(Title);
