using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Cajal.Training;

/// <summary>Reads recipes that people wrote: comments and trailing commas are allowed, and a misspelt name is told with the nearest right
/// one.</summary>
internal static class RecipeReader
{
    private const long MostBytes = 16 << 20;

    /// <summary>Reads a recipe file.</summary>
    /// <exception cref="RunException">The file is missing, no recipe, or written by a later version.</exception>
    public static Recipe Read(string path)
    {
        byte[] bytes = AtomicFile.Read(path, MostBytes);
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
                MaxDepth = 16
            });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) throw new RunException(
                $"'{path}' is no recipe: it holds a JSON {root.ValueKind.ToString().ToLowerInvariant()}, and a recipe is an object {{ … "
                    + $"}}.");
            RequireVersion(path, root);
            RequireKnown(path, root, TrainingJson.Default.Recipe, "");
            if (root.TryGetProperty("dataOptions", out var options)) RequireKnown(path, options, TrainingJson.Default.DatasetOptions,
                "dataOptions.");
            return JsonSerializer.Deserialize(root, TrainingJson.Default.Recipe)!;
        }
        catch (JsonException e)
        {
            throw new RunException($"'{path}' is no recipe: {Where(e)}", e);
        }
    }

    // Before the names: a later version may have new ones, and its number is the better explanation.
    private static void RequireVersion(string path, JsonElement root)
    {
        if (root.TryGetProperty("formatVersion", out var version) && version.ValueKind == JsonValueKind.Number
            && version.TryGetInt32(out int number))
            TrainingJson.RequireVersion(path, number, Recipe.CurrentVersion);
    }

    private static void RequireKnown(string path, JsonElement element, JsonTypeInfo type, string prefix)
    {
        if (element.ValueKind != JsonValueKind.Object) return;
        string[] known = [.. type.Properties.Select(p => p.Name)];
        foreach (var property in element.EnumerateObject())
            if (!known.Contains(property.Name))
                throw new RunException(
                    $"'{path}': {Spelling.Unknown("entry of a recipe", prefix + property.Name, known.Select(k => prefix + k))}");
    }

    private static string Where(JsonException e)
    {
        if (e.Path is { Length: > 2 } place) return $"the value of '{place[2..]}' is of the wrong kind.";
        return $"{(e.LineNumber is { } line ? $"line {line + 1} is not JSON" : "it is not JSON")}. Check quotes, commas and brackets "
            + $"there.";
    }
}
