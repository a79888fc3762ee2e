using System.Text.Json.Serialization;

namespace Cajal.Studio;

/// <summary>What a page is told of a table: its columns, and the plane that is drawn through them.</summary>
internal sealed record TableScene
{
    /// <summary>The columns of the text of an own table; empty for another set.</summary>
    public required IReadOnlyList<TableSceneColumn> Columns { get; init; }

    /// <summary>Position of the target among them.</summary>
    public required int Target { get; init; }

    /// <summary>Whether the target is learned as a number.</summary>
    public required bool IsNumbers { get; init; }

    /// <summary>Whether a link names the table and does not carry it.</summary>
    public required bool IsHeld { get; init; }

    /// <summary>The columns of numbers that the network reads, of which two can be axes.</summary>
    public required IReadOnlyList<TableSceneValue> Values { get; init; }

    /// <summary>Key of the axis to the right, or <c>principal</c>.</summary>
    public required string AxisX { get; init; }

    /// <summary>Key of the axis upwards.</summary>
    public required string AxisY { get; init; }

    /// <summary>The two axes: name, first and last value that is drawn.</summary>
    public required IReadOnlyList<TableSceneAxis> Axes { get; init; }

    /// <summary>What a page is told of a bench; null for a set of the plane.</summary>
    public static TableScene? Of(PlaygroundState state, Bench bench)
    {
        var (data, view) = (bench.Data, bench.View);
        if (!data.IsTable) return null;
        var own = state.Data == "table" ? TableChoice.Describe(state) : default;
        return new TableScene
        {
            Columns = [.. (own.All ?? []).Select(c => new TableSceneColumn(c.Position, c.Name, c.IsNumbers, c.Words.Count, own.Inputs.Contains(c.Position), c.Trouble))],
            Target = own.Target,
            IsNumbers = data.Classes == 0,
            IsHeld = HeldTables.IsHeld(state.Table),
            Values = [.. data.Columns.Select((column, c) => Value(data, column, c, view.Fixed[c]))],
            AxisX = view.X,
            AxisY = view.Y,
            Axes = [.. view.Axes.Select(a => new TableSceneAxis(a.Name, a.Low, a.High))],
        };
    }

    private static TableSceneValue Value(PointData data, SetColumn column, int index, float now)
    {
        float low = float.PositiveInfinity, high = float.NegativeInfinity;
        for (int i = 0; i < data.Targets.Length; i++) (low, high) = (Math.Min(low, data.Places[i, index]), Math.Max(high, data.Places[i, index]));
        return new TableSceneValue(column.Key, column.Name, low, high, now);
    }
}

/// <summary>A column of the text: its place from 1, what it holds, whether it is an input, and why it cannot be one.</summary>
internal sealed record TableSceneColumn(int Position, string Name, bool IsNumbers, int Different, bool IsInput, [property: JsonConverter(typeof(Spoken))] string? Trouble);

/// <summary>A column of numbers with its range, and the value it stands at where it is no axis.</summary>
internal sealed record TableSceneValue(string Key, string Name, float Low, float High, float Now);

/// <summary>An axis of the picture.</summary>
internal sealed record TableSceneAxis(string Name, double Low, double High);
