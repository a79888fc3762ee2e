using System.Text.Json;
using System.Text.Json.Nodes;
using Cajal.Data;

namespace Cajal.Training;

/// <summary>Makes sure that a run is resumed by the recipe it was begun with.</summary>
internal static class RecipeComparison
{
    /// <summary>Every choice that <paramref name="given"/> makes must be the one of <paramref name="stored"/>; what it leaves open may be
    /// anything.</summary>
    /// <exception cref="RunException">One differs; the message names it.</exception>
    public static void RequireSame(Recipe given, Recipe stored, string path)
    {
        // Data may have moved: the fingerprint in the record of the split tells whether they are still the same.
        JsonObject mine = ToJson(AtHome(given)), theirs = ToJson(AtHome(stored));
        mine["data"] = Path.GetFileName(given.Data);
        theirs["data"] = Path.GetFileName(stored.Data);
        foreach (var (name, value) in mine)
        {
            if (name is "reasons" or "versions" or "split" or "formatVersion") continue;
            if (name == "layers" && string.Join(',', RecipeNumbers.Hidden(given.Layers!)) == stored.Layers) continue;
            if (!JsonNode.DeepEquals(value, theirs[name]))
                throw new RunException($"The run was begun with {name} = {Shown(theirs[name])} ('{path}'), and {name} = {Shown(value)} is "
                    + $"asked for now. Resume it as it was, or begin a new run.");
        }
    }

    private static Recipe AtHome(Recipe recipe) => recipe with
    {
        Data = "",
        DataOptions = recipe.DataOptions is { } options && options with { Folder = null } is var home && home.ToJson() != Usual ? home : null,
    };

    private static readonly string Usual = new DatasetOptions().ToJson();

    /// <summary>The recipe as it is written.</summary>
    internal static JsonObject ToJson(Recipe recipe) => (JsonObject)JsonSerializer.SerializeToNode(recipe, TrainingJson.Default.Recipe)!;

    private static string Shown(JsonNode? value) => value?.ToJsonString() ?? "nothing";
}
