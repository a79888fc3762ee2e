using System.Text.Json.Nodes;
using Cajal.Data;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>How much the seed alone decides: finished runs beside this one that differ from it in nothing but their seed.</summary>
internal static class SeedSpread
{
    // What a seed decides, and what differs between machines and versions.
    private static readonly string[] Own = ["seed", "split", "reasons", "versions"];

    /// <summary>Figures of those runs, this one included; fewer than two say nothing.</summary>
    public static Spread Of(Run run, string figure)
    {
        if (run.Folder is not { } place || Directory.GetParent(Path.GetFullPath(place.Path)) is not { Exists: true } parent) return Spread.Of([]);
        string recipe = Text(run.Recipe);
        var found = new List<double>();
        foreach (var folder in parent.EnumerateDirectories())
        {
            var other = new RunFolder(folder.FullName);
            if (!File.Exists(other.Recipe) || !File.Exists(other.Result)) continue;
            try
            {
                if (Text(Recipe.Load(other.Recipe)) == recipe) found.Add(RunResult.Load(other.Result).Figures[figure]);
            }
            catch (Exception e) when (e is RunException or DatasetException or ArgumentException)
            {
                // A run that cannot be read tells nothing here.
            }
        }
        return Spread.Of(found);
    }

    private static string Text(Recipe recipe)
    {
        JsonObject json = RecipeComparison.ToJson(recipe);
        foreach (string name in Own) json.Remove(name);
        return json.ToJsonString();
    }
}
