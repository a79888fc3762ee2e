using System.Globalization;
using Cajal.Data;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>Chooses what a recipe leaves open, each choice with its reason.</summary>
internal sealed class RecipeDefaults
{
    private readonly Recipe given;
    private readonly SplitRecord split;
    private readonly Preprocessing preprocessing;
    private readonly SortedDictionary<string, string> reasons = new(StringComparer.Ordinal);

    private RecipeDefaults(Recipe given, SplitRecord split, Preprocessing preprocessing)
    {
        this.given = given;
        this.split = split;
        this.preprocessing = preprocessing;
        foreach (var (property, reason) in given.Reasons ?? new Dictionary<string, string>()) reasons[property] = reason;
    }

    private int Inputs => preprocessing.Inputs.ExampleShape.Count;

    /// <summary>The recipe with every choice made.</summary>
    /// <exception cref="ArgumentException">A choice that was given is no possible one.</exception>
    public static Recipe Complete(Recipe given, SplitRecord split, Preprocessing preprocessing) => new RecipeDefaults(given, split, preprocessing).Complete();

    /// <summary>Metrics to follow while training.</summary>
    public static IReadOnlyList<string> FollowedMetrics(TaskKind task) => task == TaskKind.Numbers ? ["r2", "mae"] : ["accuracy"];

    /// <summary>Metrics to judge a finished model by.</summary>
    public static IReadOnlyList<string> JudgingMetrics(TaskKind task) => task switch
    {
        TaskKind.Numbers => ["r2", "mse", "mae"],
        TaskKind.Binary => ["accuracy", "zero-one", "precision-positive", "recall-positive", "f1-positive", "auc"],
        _ => ["accuracy", "zero-one", "precision", "recall", "f1"],
    };

    private Recipe Complete()
    {
        string loss = given.Loss ?? Because("loss", TaskHead.UsualLoss(preprocessing.Task), LossReason());
        var head = TaskHead.Of(preprocessing.Task, Math.Max(2, preprocessing.ClassNames.Count), TrainedModel.IsBounded(preprocessing), loss);
        int batch = given.Batch is null ? UsualBatch() : RecipeNumbers.BatchSize(given.Batch, split.Training);
        int stepsPerEpoch = (split.Training - 1) / batch + 1;
        return given with
        {
            Validation = split.ValidationShare,
            Test = split.TestShare,
            Layers = given.Layers is { } layers ? string.Join(',', RecipeNumbers.Hidden(layers)) : UsualLayers(head.Outputs),
            Activation = given.Activation ?? Because("activation", "relu", "the usual choice: cheap, and its gradient does not vanish on one side"),
            Dropout = given.Dropout ?? 0,
            Loss = loss,
            Optimizer = given.Optimizer ?? Because("optimizer", "adam", "works well without tuning"),
            LearningRate = given.LearningRate ?? (given.Optimizer is null ? UsualRate() : null),
            Schedule = given.Schedule ?? Because("schedule", "cosine", "large steps first, small ones to settle"),
            Batch = given.Batch ?? batch.ToString(CultureInfo.InvariantCulture),
            Epochs = given.Epochs ?? UsualEpochs(stepsPerEpoch),
            EarlyStopping = given.EarlyStopping ?? 0,
            StopBy = given.StopBy ?? "loss",
            Metrics = given.Metrics ?? FollowedMetrics(preprocessing.Task),
            Split = split,
            Reasons = reasons,
        };
    }

    private string LossReason() => preprocessing.Task switch
    {
        TaskKind.Binary => "two classes: one output through a sigmoid, binary cross-entropy",
        TaskKind.Classes => $"{preprocessing.ClassNames.Count} classes: softmax with cross-entropy",
        _ when TrainedModel.IsBounded(preprocessing) => "numbers within known bounds: targets scaled to -1..1, tanh at the output, mean squared error",
        _ => "numbers: a linear output with the mean squared error, targets standardised",
    };

    private string UsualLayers(int outputs)
    {
        int width = Math.Max(4, Mlp.SuggestedWidth(Inputs, outputs));
        return Because("layers", width.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture,
            $"one hidden layer near the square root of inputs times outputs, √({Inputs} · {outputs}) ≈ {Math.Sqrt((double)Inputs * outputs):0.#}{(width == 4 ? ", at least 4" : "")}"));
    }

    private int UsualBatch()
    {
        int n = split.Training;
        int batch = n <= 32 ? n : n < 1000 ? 16 : n < 5000 ? 32 : 64;
        reasons["batch"] = n <= 32 ? $"all {n} examples at once, because there are so few" : $"a usual size for {n} examples";
        return batch;
    }

    private double UsualRate()
    {
        bool small = split.Training < 5000;
        reasons["learningRate"] = small ? "few examples: larger steps, since there are fewer of them" : "the usual rate of Adam";
        return small ? 0.01 : 0.002;
    }

    private int UsualEpochs(int stepsPerEpoch)
    {
        int epochs = Math.Clamp((int)Math.Ceiling(3000.0 / stepsPerEpoch), 10, 500);
        reasons["epochs"] = $"about 3000 steps, between 10 and 500 epochs ({stepsPerEpoch} steps each)";
        return epochs;
    }

    private string Because(string property, string value, string reason)
    {
        reasons[property] = reason;
        return value;
    }
}
