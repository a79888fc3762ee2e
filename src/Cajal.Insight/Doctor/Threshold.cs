namespace Cajal.Insight;

/// <summary>What a measurement is held against.</summary>
/// <param name="Name">Check and quantity: <c>T4.dead</c>.</param>
/// <param name="Value">The bound.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Date">When it was set, <c>2026-11</c>.</param>
public sealed record Threshold(string Name, double Value, string Source, string Date);
