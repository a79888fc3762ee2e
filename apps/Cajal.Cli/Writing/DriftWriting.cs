using System.Text.Json;
using Cajal.Insight;

namespace Cajal.Cli;

/// <summary>Whether other data are like those of training: a warning for each column that is not.</summary>
internal static class DriftWriting
{
    public static void Warn(Terminal terminal, Drift drift)
    {
        foreach (var column in drift.Drifted) terminal.Error.WriteLine($"warning: {column.Sentence}");
    }

    public static void WriteJson(Utf8JsonWriter json, Drift drift) => json.Objects("drift", drift.Columns, column =>
    {
        json.WriteString("column", column.Column);
        json.Figure("stabilityIndex", column.StabilityIndex);
        json.Figure("floor", column.Floor);
        json.Figure("distance", column.Distance);
        json.WriteBoolean("hasDrifted", column.HasDrifted);
    });
}
