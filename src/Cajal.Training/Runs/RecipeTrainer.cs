using System.Text.Json;
using System.Text.Json.Nodes;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>The trainer that a complete recipe describes, for models whose loss is not chosen by name.</summary>
internal static class RecipeTrainer
{
    /// <summary>With a folder it logs and writes checkpoints there.</summary>
    public static Trainer Of(Recipe recipe, Layer model, Func<Tensor, Tensor, Tensor> loss, BatchSource source, RunFolder? folder)
    {
        var optimizer = Optimizer.Parse(recipe.Optimizer!, model.Parameters, recipe.LearningRate);
        var span = new ScheduleSpan(optimizer.LearningRate, (long)source.Count * recipe.Epochs!.Value, source.Count);
        return new Trainer(model, loss, optimizer)
        {
            Schedule = Schedule.Parse(recipe.Schedule!, span),
            Average = recipe.Average is { } average ? WeightAverage.Catalog.Parse(average)(model, span) : null,
            Penalties =
            [
                .. recipe.L1 is > 0 and var l1 ? [new L1Penalty(l1)] : Array.Empty<Penalty>(),
                .. recipe.L2 is > 0 and var l2 ? [new L2Penalty(l2)] : Array.Empty<Penalty>(),
            ],
            ClipNorm = recipe.ClipNorm,
            ClipValue = recipe.ClipValue,
            MicroBatchSize = recipe.MicroBatch,
            Callbacks =
            [
                .. folder is null ? Array.Empty<Callback>() : Logs(recipe, folder),
                .. recipe.EarlyStopping is > 0 and var patience ? [new EarlyStopping(patience, "loss")] : Array.Empty<Callback>(),
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
    /// <exception cref="ArgumentException">There is one.</exception>
    public static void RequireOpen(Recipe recipe, string about, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            bool given = name switch
            {
                "layers" => recipe.Layers is not null,
                "activation" => recipe.Activation is not null,
                "dropout" => recipe.Dropout is not null,
                "initializer" => recipe.Initializer is not null,
                "augment" => recipe.Augment is not null,
                "balanced" => recipe.Balanced is not null,
                "fold" => recipe.Fold is not null,
                "share" => recipe.Share is not null,
                "loss" => recipe.Loss is not null,
                "metrics" => recipe.Metrics is not null,
                "dataOptions" => recipe.DataOptions is not null,
                _ => throw new ArgumentOutOfRangeException(nameof(names), $"No entry '{name}' is known here."),
            };
            if (given) throw new ArgumentException($"'{name}' of a recipe does not apply to {about}; leave it out.");
        }
    }
}
