using System.Globalization;
using System.Text.RegularExpressions;

namespace Cajal.Studio;

/// <summary>The layers of a playground in the Doctor's words. It counts modules from 0, functions and norms among them; a playground counts layers from 1, as its page does.</summary>
internal sealed partial class LayerNames
{
    private readonly int[] layerOf;
    private readonly bool[] isLinear;

    /// <summary>Of the layers of a bench.</summary>
    public LayerNames(IReadOnlyList<BenchLayer> layers)
    {
        layerOf = [.. layers.SelectMany((layer, l) => Enumerable.Repeat(l, layer.Chain.Count))];
        isLinear = [.. layers.SelectMany(layer => layer.Chain.Select((_, part) => part == 0))];
    }

    /// <summary>The layer, from 0, whose units or weights a place such as <c>layer 2 (Linear)</c> or <c>2.weight</c> names; null for another place.</summary>
    public int? LayerOf(string place) => Place().Match(place) is { Success: true } match && Number(match) is var module && module < layerOf.Length && isLinear[module] ? layerOf[module] : null;

    /// <summary>A text with the names of the page: <c>layer 2</c> for the second layer, <c>W2</c> and <c>b2</c> for its weights and biases, <c>γ2</c> and <c>β2</c> for those of its norm.</summary>
    public string Told(string text) => Module().Replace(text, match =>
    {
        if (Number(match) is var module && module >= layerOf.Length) return match.Value;
        string layer = (layerOf[module] + 1).ToString(CultureInfo.InvariantCulture);
        // In a residual block its first part is the linear one.
        bool isNorm = !isLinear[module] || (match.Groups["inside"].Value is { Length: > 0 } inside && inside != ".0");
        return match.Groups["kind"].Value switch { "weight" => (isNorm ? "γ" : "W") + layer, "bias" => (isNorm ? "β" : "b") + layer, _ => "layer " + layer };
    });

    private static int Number(Match match) => int.Parse(match.Groups["module"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:layer |weights )?(?<module>\d{1,3})(?:\.0)?(?= \(Linear\)|\.weight|\.bias|$)")]
    private static partial Regex Place();

    [GeneratedRegex(@"\blayer (?<module>\d{1,3})(?<inside>(?:\.\d{1,3})*)\b|\b(?<module>\d{1,3})(?<inside>(?:\.\d{1,3})*)\.(?<kind>weight|bias)\b")]
    private static partial Regex Module();
}
