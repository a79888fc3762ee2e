using System.Globalization;
using System.Text.Json.Serialization;
using Cajal.Insight;

namespace Cajal.Studio;

/// <summary>A number behind a finding, as a page shows it.</summary>
/// <param name="Quantity">What was measured.</param>
/// <param name="Value">The number, and its interval of 95 % where it has one.</param>
/// <param name="Beside">What it was held against, and over what it was taken.</param>
internal sealed record EvidenceView([property: JsonConverter(typeof(Spoken))] string Quantity, string Value, [property: JsonConverter(typeof(SpokenList))] IReadOnlyList<string> Beside)
{
    /// <summary>Of a measurement.</summary>
    public static EvidenceView Of(Measurement measured) => new(measured.Quantity,
        Text(measured.Value) + (measured is { Low: { } low, High: { } high } && low < high ? $" [{Text(low)}, {Text(high)}]" : ""),
        [.. new[] { measured.Threshold is { } threshold ? $"threshold {Text(threshold.Value)}" : "", measured.Window }.Where(s => s.Length > 0)]);

    private static string Text(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
