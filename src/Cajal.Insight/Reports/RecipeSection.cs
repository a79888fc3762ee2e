using System.Text.Json;
using System.Text.Json.Nodes;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>The recipe with its reasons, and how to do it again.</summary>
internal static class RecipeSection
{
    public static void Add(Page page, ReportSource source)
    {
        page.Heading("The recipe, and how to repeat it");
        var reasons = source.Recipe.Reasons ?? new Dictionary<string, string>();
        page.Table(["", "", "why"], Choices(source.Recipe).Select(c => (IReadOnlyList<string>)[c.Key, c.Value, reasons.GetValueOrDefault(c.Key, "as asked")]));
        if (source.Recipe.Versions is { } versions) page.Say($"Made with {string.Join(", ", versions.Select(v => $"{v.Key} {v.Value}"))}.");
        string recipe = source.Folder is null ? "recipe.json" : "recipe.json of this folder";
        string kind = GameRun.IsGame(source.Recipe) ? "GameRun" : TextRun.IsText(source.Recipe.Data) ? "TextRun" : GenerativeRun.IsGenerative(source.Recipe) ? "GenerativeRun" : "Run";
        page.Say($"At the command line, with the {recipe}: cajal train recipe.json --run again");
        page.Say($"From C#: var run = {kind}.Train(Recipe.Load(\"recipe.json\"), folder: \"again\");");
        page.Say("The same recipe on the same data gives the same weights, bit for bit, on processors of the same kind.");
    }

    /// <summary>What a recipe says in single words and numbers, by the names of its file.</summary>
    public static Dictionary<string, string> Choices(Recipe recipe) => JsonSerializer.SerializeToNode(recipe, TrainingJson.Default.Recipe)!.AsObject()
        .Where(e => e.Value is JsonValue or JsonArray && e.Key != "formatVersion")
        .ToDictionary(e => e.Key, e => e.Value is JsonArray list ? string.Join(", ", list.Select(i => i!.ToString())) : e.Value!.ToString());
}
