using System.Text.Json;
using Cajal.Insight;

namespace Cajal.Cli;

/// <summary>How often the interval around a network's numbers held the truth.</summary>
internal static class CoverageWriting
{
    public static void WriteJson(Utf8JsonWriter json, IntervalCoverage coverage)
    {
        json.WriteStartObject("interval");
        json.Figure("level", coverage.Level);
        json.Figure("held", coverage.Held);
        json.Figure("low", coverage.Interval.Low);
        json.Figure("high", coverage.Interval.High);
        json.WriteEndObject();
    }
}
