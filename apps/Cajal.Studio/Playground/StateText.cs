using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cajal.Studio;

/// <summary>A state as the text behind the # of an address, and back: <c>v=1&amp;data=spiral&amp;layers=8:relu</c>. What is as usual is left out.</summary>
internal static class StateText
{
    private const int MostCharacters = 200_000;

    /// <summary>The text of a state.</summary>
    public static string Write(PlaygroundState state)
    {
        var text = new StringBuilder("v=1");
        JsonObject usual = Node(new PlaygroundState()), all = Node(state);
        foreach (var (name, value) in all)
        {
            if (JsonNode.DeepEquals(value, usual[name])) continue;
            text.Append('&').Append(name).Append('=').Append(Escape(value!.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString()));
        }
        return text.ToString();
    }

    /// <summary>The text of a state that brings its network as it is.</summary>
    /// <exception cref="ArgumentException">It would be longer than what is read.</exception>
    public static string Write(PlaygroundState state, ReadOnlySpan<float> weights)
    {
        string text = Write(state with { Weights = WeightsText.Write(weights) });
        return text.Length <= MostCharacters ? text
            : throw new ArgumentException($"A link with these {weights.Length} weights would have {text.Length} characters, and at most {MostCharacters} are read. Export the network as safetensors or ONNX, which a playground opens too.");
    }

    /// <summary>The state of a text of this or of the TensorFlow Playground; what it does not say is as usual.</summary>
    /// <param name="link">The text, with or without its #.</param>
    /// <param name="notes">What could not be taken over, and that old rules are on, a sentence each.</param>
    /// <exception cref="ArgumentException">An unknown name, or a value that is none.</exception>
    public static PlaygroundState Read(string link, out IReadOnlyList<string> notes)
    {
        notes = [];
        if (link.Length > MostCharacters) throw new ArgumentException($"The link has {link.Length} characters; at most {MostCharacters} are read. Draw fewer points.");
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string part in link.TrimStart('#').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) throw new ArgumentException($"A link is made of name=value with & between; received '{Short(part)}'.");
            entries[part[..equals]] = Uri.UnescapeDataString(part[(equals + 1)..]);
        }
        if (entries.Count == 0) return new PlaygroundState();
        if (!entries.ContainsKey("v") && OldLinks.IsOld(entries.Keys)) return OldLinks.Read(entries, out notes);
        return Own(entries);
    }

    private static PlaygroundState Own(Dictionary<string, string> entries)
    {
        var node = Node(new PlaygroundState());
        foreach (var (name, value) in entries)
        {
            if (name == "v")
            {
                if (value != "1") throw new ArgumentException($"The link is of version {Short(value)}; this Studio reads version 1. Take a newer one.");
                continue;
            }
            if (node[name] is not { } before) throw new ArgumentException($"There is no part of a link named '{Short(name)}'. Known are: {string.Join(", ", node.Select(n => n.Key))}.");
            node[name] = before.GetValueKind() switch
            {
                JsonValueKind.String => value,
                JsonValueKind.Number when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) => JsonNode.Parse(Number(name, value)),
                JsonValueKind.True or JsonValueKind.False when value is "true" or "false" => value == "true",
                _ => throw new ArgumentException($"'{name}' of the link is {(before.GetValueKind() == JsonValueKind.Number ? "a number" : "true or false")}; received '{Short(value)}'."),
            };
        }
        try
        {
            return node.Deserialize(StudioJson.Default.PlaygroundState)!;
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The link has a number where another kind is expected: {e.Path?.TrimStart('$', '.')}. Whole numbers have no point and are not too large.", e);
        }
    }

    private static string Number(string name, string value) => value.Length <= 40 && !value.StartsWith('+') && char.IsAsciiDigit(value.TrimStart('-').FirstOrDefault())
        && char.IsAsciiDigit(value[^1]) && !(value.TrimStart('-') is ['0', >= '0' and <= '9', ..]) ? value
        : throw new ArgumentException($"'{name}' of the link is a number such as 0.03; received '{Short(value)}'.");

    private static JsonObject Node(PlaygroundState state) => JsonSerializer.SerializeToNode(state, StudioJson.Default.PlaygroundState)!.AsObject();

    // Colons, commas and semicolons are allowed behind a # and easier to read as they are.
    private static string Escape(string value) => Uri.EscapeDataString(value).Replace("%3A", ":", StringComparison.Ordinal)
        .Replace("%2C", ",", StringComparison.Ordinal).Replace("%3B", ";", StringComparison.Ordinal);

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
