using System.Globalization;
using Cajal.Data;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>Chooses what a recipe leaves open, each choice with its reason.</summary>
internal sealed class RecipeDefaults
{
    // Up to Few examples make one batch; from Many on, epochs are long and the usual habits of large data apply.
    // With up to Plain inputs, a hundred examples already lie close to each other.
    private const int Few = 32, Many = 5000, LeastWidth = 8, Plain = 3;

    private readonly Recipe given;
    private readonly SplitRecord split;

    // Examples that training sees: a share of its part, when one is asked for.
    private readonly int training;
    private readonly Preprocessing preprocessing;
    private readonly SortedDictionary<string, string> reasons = new(StringComparer.Ordinal);

    private RecipeDefaults(Recipe given, SplitRecord split, Preprocessing preprocessing)
    {
        this.given = given;
        this.split = split;
        training = Math.Max(1, (int)Math.Round((given.Share ?? 1) * split.Training, MidpointRounding.AwayFromZero));
        this.preprocessing = preprocessing;
        foreach (var (property, reason) in given.Reasons ?? new Dictionary<string, string>()) reasons[property] = reason;
    }

    /// <summary>True for a small set with so many inputs that a network could learn it by heart.</summary>
    private bool IsSparse => Inputs > Plain && training is > Few and < Many && training / Inputs < 100;

    /// <summary>True for a network that says itself what layers it has.</summary>
    private bool HasOwnLayers => given.Model is not (null or ModelSpec.Mlp);

    private int Inputs => preprocessing.Inputs.ExampleShape.Count;

    /// <summary>The recipe with every choice made.</summary>
    /// <exception cref="ArgumentException">A choice that was given is no possible one.</exception>
    public static Recipe Complete(Recipe given, SplitRecord split, Preprocessing preprocessing) =>
        new RecipeDefaults(given, split, preprocessing).Complete();

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
        var head = TaskHead.Of(preprocessing.Task, Math.Max(2, preprocessing.ClassNames.Count), TrainedModel.IsBounded(preprocessing),
            loss);
        int batch = given.Batch is null ? UsualBatch() : RecipeNumbers.BatchSize(given.Batch, training);
        int stepsPerEpoch = (training - 1) / batch + 1;
        return given with
        {
            Validation = split.ValidationShare,
            Test = split.TestShare,
            Layers = HasOwnLayers ? null : given.Layers is { } layers ? string.Join(',', RecipeNumbers.Hidden(layers))
                : UsualLayers(head.Outputs),
            Activation = HasOwnLayers ? null : given.Activation ?? Because("activation", "relu",
                "the usual choice: cheap, and its gradient does not vanish on "
                + "one side"),
            Dropout = HasOwnLayers ? null : given.Dropout ?? UsualDropout(),
            Loss = loss,
            Augment = given.Augment ?? UsualViews(),
            Optimizer = given.Optimizer ?? Because("optimizer", "adam", "works well without tuning"),
            LearningRate = given.LearningRate ?? (given.Optimizer is null ? UsualRate() : OwnRate(given.Optimizer)),
            Schedule = given.Schedule ?? UsualSchedule(),
            Batch = given.Batch ?? batch.ToString(CultureInfo.InvariantCulture),
            Epochs = given.Epochs ?? UsualEpochs(stepsPerEpoch),
            L2 = given.L2 ?? (given.L1 is null ? UsualL2() : 0),
            EarlyStopping = given.EarlyStopping ?? 0,
            StopBy = given.StopBy ?? "loss",
            Metrics = given.Metrics ?? FollowedMetrics(preprocessing.Task),
            Split = split,
            Reasons = reasons,
        };
    }

    // What a code is to bear: ink that moves, pictures that turn; numbers that are not exact.
    private string? UsualViews()
    {
        if (given.Model is not { } model || !ModelCatalog.LearnsCodes(model)) return null;
        if (preprocessing.Inputs is not PictureScaling) return Because("augment", "noise(0.4)", "a code is to know an example again when its numbers are not exact");
        var shape = preprocessing.Inputs.ExampleShape;
        int side = Math.Min(shape[shape.Rank - 1], shape[shape.Rank - 2]);
        return Because("augment", $"shift({Math.Max(1, side / 9)})+rotate(25)+scale(0.25)+noise(0.4)", "a code is to know a picture again when it is changed");
    }

    private string LossReason() => preprocessing.Task switch
    {
        TaskKind.Binary => "two classes: one output through a sigmoid, binary cross-entropy",
        TaskKind.Classes => $"{preprocessing.ClassNames.Count} classes: softmax with cross-entropy",
        _ when TrainedModel.IsBounded(preprocessing) => "numbers within known bounds: targets scaled to -1..1, tanh at the output, mean "
            + "squared error",
        _ => "numbers: a linear output with the mean squared error, targets standardised",
    };

    private string UsualLayers(int outputs)
    {
        int width = Math.Max(LeastWidth, Mlp.SuggestedWidth(Inputs, outputs));
        return Because("layers", width.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture,
            $"one hidden layer near the square root of inputs times outputs, √({Inputs} · {outputs}) ≈ "
                + $"{Math.Sqrt((double)Inputs * outputs):0.#}")
            + (width == LeastWidth ? $"; at least {LeastWidth}, because fewer often get stuck" : ""));
    }

    private double UsualDropout()
    {
        if (training < Many) return 0;
        reasons["dropout"] = "a tenth of the hidden units left out in each step, so that the network does not lean on single ones";
        return 0.1;
    }

    private double UsualL2()
    {
        if (!IsSparse) return 0;
        // Numbers are noisier than classes: more is left to be learned by heart.
        double strength = preprocessing.Task == TaskKind.Numbers ? 10 : 1;
        reasons["l2"] = string.Create(CultureInfo.InvariantCulture,
            $"few examples ({training}) for {Inputs} inputs: weights are kept small, by {strength}/examples, at most "
                + $"{0.003 * strength}");
        return Math.Min(0.003 * strength, Math.Round(strength / training, 5));
    }

    private int UsualBatch()
    {
        int n = training;
        int batch = n <= Few ? n : n < 1000 ? 16 : n < Many ? 32 : 64;
        reasons["batch"] = n <= Few ? $"all {n} examples at once, because there are so few" : $"a usual size for {n} examples";
        return batch;
    }

    private double UsualRate()
    {
        var (rate, reason) = training switch
        {
            <= Few => (0.02, "few examples, one step per epoch: large steps"),
            >= Many => (0.003, "three times the usual rate of Adam, since the schedule lets it fall"),
            _ => IsSparse ? (0.005, "few examples: larger steps than usual") : (0.01, "few inputs: large steps"),
        };
        reasons["learningRate"] = reason;
        return rate;
    }

    // An optimizer that says its rate itself keeps it; else its own usual one is written down, so that the recipe stays the same.
    private double? OwnRate(string optimizer)
    {
        if (NearestName.Plain(optimizer).Contains("learningrate", StringComparison.Ordinal)) return null;
        reasons["learningRate"] = "the usual one of this optimizer";
        return Optimizer.Parse(optimizer, [new Parameter(Tensor.Zeros([1]))]).LearningRate;
    }

    private string UsualSchedule() => NearestName.Plain(given.Optimizer ?? "").StartsWith("schedulefree", StringComparison.Ordinal)
        ? Because("schedule", "constant", "this optimizer averages instead of slowing down")
        : Because("schedule", "cosine", "large steps first, small ones to settle");

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
