using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cajal.Studio;

/// <summary>What a change of settings touches.</summary>
internal static class Changes
{
    // What the page alone looks at, and what is asked between two steps.
    private static readonly HashSet<string> View = new(StringComparer.Ordinal) { "showTest", "discretize", "hide", "language", "theme", "palette", "speed", "stopEpoch", "stopLoss", "stopAccuracy", "axisX", "axisY", "fixed" };

    // What decides first weights and their number.
    private static readonly HashSet<string> Start = new(StringComparer.Ordinal) { "inputs", "init", "firstBias", "bias", "weights", "weightSeed", "table", "columns", "target", "task" };

    /// <summary>Names of the settings that differ.</summary>
    public static IReadOnlyList<string> Between(PlaygroundState a, PlaygroundState b)
    {
        JsonObject before = Node(a), after = Node(b);
        return [.. before.Where(e => !JsonNode.DeepEquals(e.Value, after[e.Key])).Select(e => e.Key)];
    }

    /// <summary>Whether only what is looked at differs.</summary>
    public static bool AreView(IEnumerable<string> names) => names.All(View.Contains);

    /// <summary>Whether training begins anew.</summary>
    public static bool BeginAnew(IEnumerable<string> names, PlaygroundState a, PlaygroundState b) => names.Any(Start.Contains)
        || !HiddenLayers.Parse(a.Layers).Select(l => l.Units).SequenceEqual(HiddenLayers.Parse(b.Layers).Select(l => l.Units));

    /// <summary>The changes in words: <c>rate 0.03 → 0.1</c>.</summary>
    public static string Describe(IEnumerable<string> names, PlaygroundState a, PlaygroundState b)
    {
        JsonObject before = Node(a), after = Node(b);
        return string.Join(", ", names.Where(n => !View.Contains(n)).Select(n => n is "points" or "weights" or "table" ? n : $"{n} {before[n]} → {after[n]}"));
    }

    private static JsonObject Node(PlaygroundState state) => JsonSerializer.SerializeToNode(state, StudioJson.Default.PlaygroundState)!.AsObject();
}
