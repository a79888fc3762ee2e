using System.Text.Json;
using System.Text.Json.Nodes;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>The trainer that a complete recipe describes.</summary>
internal static class RecipeTrainer
{
    /// <summary>With a folder it logs and writes checkpoints there.</summary>
    /// <param name="recipe">Every choice made.</param>
    /// <param name="objective">What is made smaller.</param>
    /// <param name="batches">Batches of an epoch.</param>
    /// <param name="folder">Where the run is kept; null for one in memory.</param>
    /// <param name="metrics">Figures on the validation part after each epoch.</param>
    /// <param name="toUnits">Outputs and targets in the units of the metrics.</param>
    /// <param name="callbacks">More that watch.</param>
    public static Trainer Of(Recipe recipe, Objective objective, int batches, RunFolder? folder, IReadOnlyList<Metric>? metrics = null,
        Func<Tensor, Tensor>? toUnits = null, params Callback[] callbacks)
    {
        Optimizer[] optimizers = [.. objective.Turns.Select(t => Optimizer.Parse(recipe.Optimizer!, t.Moved.Parameters, recipe.LearningRate))];
        var span = new ScheduleSpan(optimizers[0].LearningRate, (long)batches * recipe.Epochs!.Value, batches);
        return new Trainer(objective, optimizers)
        {
            Schedule = Schedule.Parse(recipe.Schedule!, span),
            Average = recipe.Average is { } average ? WeightAverage.Catalog.Parse(average)(objective.Model, span) : null,
            Penalties = [.. PenaltiesOf(recipe)],
            ClipNorm = recipe.ClipNorm,
            ClipValue = recipe.ClipValue,
            MicroBatchSize = recipe.MicroBatch,
            Metrics = metrics ?? [],
            ToUnits = toUnits,
            Callbacks =
            [
                .. folder is null ? Array.Empty<Callback>() : Logs(recipe, folder),
                .. recipe.EarlyStopping is > 0 and var patience ? [new EarlyStopping(patience, recipe.StopBy ?? "loss")] : Array.Empty<Callback>(),
                .. callbacks,
            ],
            Checkpoints = folder is null ? null : new Checkpoints(folder.Checkpoints),
        };
    }

    /// <summary>What a run writes about itself while it trains.</summary>
    public static IEnumerable<Callback> Logs(Recipe recipe, RunFolder folder)
    {
        yield return new MetricsLog(folder.Metrics);
        if (RecipeNumbers.Monitored(recipe.Monitor) is var (every, seldom) && (seldom || every is not null))
            yield return new LayerMonitor(folder.Monitors) { EverySteps = every };
        yield return new TensorBoardLog(folder.Events)
        {
            HyperParameters = Choices(recipe),
            Texts = new Dictionary<string, string> { ["recipe"] = $"```\n{JsonSerializer.Serialize(recipe, TrainingJson.Default.Recipe)}\n```" },
        };
    }

    // What the recipe says in single words and numbers.
    private static Dictionary<string, object> Choices(Recipe recipe) => JsonSerializer.SerializeToNode(recipe, TrainingJson.Default.Recipe)!.AsObject()
        .Where(entry => entry.Value is JsonValue).ToDictionary(entry => entry.Key, object (entry) => entry.Value!.GetValueKind() switch
        {
            JsonValueKind.Number => entry.Value.GetValue<JsonElement>().GetDouble(),
            JsonValueKind.True or JsonValueKind.False => entry.Value.GetValueKind() == JsonValueKind.True,
            _ => entry.Value.ToString(),
        });

    /// <summary>Throws for an entry that was given and does not apply.</summary>
    /// <param name="recipe">What was asked for.</param>
    /// <param name="about">What the entries do not apply to.</param>
    /// <param name="names">Their names in a recipe.</param>
    /// <exception cref="ArgumentException">There is one.</exception>
    public static void RequireOpen(Recipe recipe, string about, params ReadOnlySpan<string> names)
    {
        var written = RecipeComparison.ToJson(recipe);
        foreach (string name in names)
            if (written[name] is not null) throw new ArgumentException($"'{name}' of a recipe does not apply to {about}; leave it out.");
    }

    private static IEnumerable<Penalty> PenaltiesOf(Recipe recipe)
    {
        if (recipe.L1 is > 0 and var l1) yield return recipe.ProximalL1 == true ? new ProximalL1(l1) : new L1Penalty(l1);
        if (recipe.L2 is > 0 and var l2) yield return new L2Penalty(l2);
    }
}
