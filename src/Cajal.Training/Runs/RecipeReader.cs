using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Cajal.Data;

namespace Cajal.Training;

/// <summary>Reads recipes that people wrote: comments and trailing commas are allowed, and a misspelt name is told with the nearest right
/// one.</summary>
internal static class RecipeReader
{
    private const long MostBytes = 16 << 20;

    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 16,
    };

    /// <summary>Reads a recipe file.</summary>
    /// <exception cref="RunException">The file is missing, no recipe, or written by a later version.</exception>
    public static Recipe Read(string path)
    {
        ReadOnlySpan<byte> bytes = AtomicFile.Read(path, MostBytes);
        // Some editors put a mark before UTF-8.
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        try
        {
            var node = JsonNode.Parse(bytes, documentOptions: Lenient);
            if (node is not JsonObject written) throw new RunException(
                $"'{path}' is no recipe: it holds {Kind(node)}, and a recipe is an object {{ … }}.");
            // Before the names: a later version may have new ones, and its number is the better explanation.
            TrainingJson.RequireVersion(path, written, Recipe.CurrentVersion);
            RequireKnown(path, written, TrainingJson.Default.Recipe, "");
            var recipe = Filled(new Recipe(), TrainingJson.Default.Recipe, written);
            foreach (string name in new[] { "layers", "batch", "monitor" }) recipe[name] = AsText(recipe[name]);
            if (written["dataOptions"] is JsonObject options)
            {
                RequireKnown(path, options, TrainingJson.Default.DatasetOptions, "dataOptions.");
                recipe["dataOptions"] = Filled(new DatasetOptions(), TrainingJson.Default.DatasetOptions, options);
            }
            return recipe.Deserialize(TrainingJson.Default.Recipe)!;
        }
        catch (JsonException e)
        {
            throw new RunException($"'{path}' is no recipe: {Where(e)}", e);
        }
        catch (ArgumentException e) // JsonNode's word for a name that stands twice
        {
            throw new RunException($"'{path}' is no recipe: an entry stands in it twice.", e);
        }
    }

    // Generated readers give what a file leaves out the type's zero, not the property's own default; so the defaults are written first.
    private static JsonObject Filled<T>(T defaults, JsonTypeInfo<T> type, JsonObject written)
    {
        var filled = JsonSerializer.SerializeToNode(defaults, type)!.AsObject();
        foreach (var (name, value) in written) filled[name] = value?.DeepClone();
        return filled;
    }

    private static void RequireKnown(string path, JsonObject element, JsonTypeInfo type, string prefix)
    {
        string[] known = [.. type.Properties.Select(p => p.Name)];
        foreach (var (name, _) in element)
            if (!known.Contains(name))
                throw new RunException(
                    $"'{path}': {NearestName.Unknown("entry of a recipe", prefix + name, known.Select(k => prefix + k))}");
    }

    // 32 for "32", [128, 64] for "128,64".
    private static JsonNode? AsText(JsonNode? value) => value switch
    {
        JsonValue number when number.GetValueKind() == JsonValueKind.Number => number.ToJsonString(),
        JsonArray sizes when sizes.All(s => s?.GetValueKind() == JsonValueKind.Number) => string.Join(',', sizes.Select(s => s!.ToJsonString())),
        _ => value?.DeepClone(),
    };

    private static string Kind(JsonNode? node) => node is null ? "null" : $"a JSON {node.GetValueKind().ToString().ToLowerInvariant()}";

    private static string Where(JsonException e)
    {
        if (e.Path is { Length: > 2 } place) return $"the value of '{place[2..]}' is of the wrong kind.";
        return $"{(e.LineNumber is { } line ? $"line {line + 1} is not JSON" : "it is not JSON")}. Check quotes, commas and "
            + "brackets there.";
    }
}
