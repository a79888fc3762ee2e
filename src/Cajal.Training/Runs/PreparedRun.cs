using System.Globalization;
using Cajal.Data;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>A recipe brought to life: data read and split, preprocessing learned, every choice made, the network built.</summary>
internal sealed class PreparedRun
{
    private PreparedRun(Recipe recipe, Dataset data, DataSplit split, Preprocessing preprocessing)
    {
        (Data, Split) = (data, split);
        Train = recipe.Share is { } share ? preprocessing.Apply(split.Train).Take(share, recipe.Seed) : preprocessing.Apply(split.Train);
        Validation = split.Validation.Count > 0 ? preprocessing.Apply(split.Validation) : null;
        Recipe = recipe;
        var spec = SpecOf(recipe, preprocessing);
        Model = new TrainedModel(spec, spec.Build(new Rng(recipe.Seed).Fork("model")), preprocessing);
    }

    /// <summary>The recipe with every choice made.</summary>
    public Recipe Recipe { get; }

    /// <summary>The data as they came.</summary>
    public Dataset Data { get; }

    /// <summary>Their split.</summary>
    public DataSplit Split { get; }

    /// <summary>The training part as the network reads it.</summary>
    public Examples Train { get; }

    /// <summary>The validation part; null when it is empty.</summary>
    public Examples? Validation { get; }

    /// <summary>The network with its first weights.</summary>
    public TrainedModel Model { get; }

    /// <summary>What was found and decided on the way, one sentence each.</summary>
    public IReadOnlyList<string> Notes => [.. Data.Notes, .. Train.Notes, .. Validation?.Notes ?? [],
        .. BatchesOfTraining().Note is { } note ? [note] : Array.Empty<string>()];

    /// <summary>Reads the data of a recipe, splits them as recorded or anew, and makes every choice that is open.</summary>
    /// <exception cref="DatasetException">The data cannot be used, or are not those of the record.</exception>
    /// <exception cref="ArgumentException">The recipe asks for something that does not exist.</exception>
    public static PreparedRun Of(Recipe recipe)
    {
        RecipeNumbers.Check(recipe);
        if (GameRun.IsGame(recipe))
            throw new ArgumentException($"'{recipe.Data}' is a game and no data set; train a policy by cajal train or GameRun.Train.");
        if (GenerativeRun.IsGenerative(recipe))
            throw new ArgumentException($"The model '{recipe.Model}' makes examples and does not answer; train it by cajal train or "
                + "GenerativeRun.Train.");
        var data = Datasets.Load(recipe.Data, recipe.DataOptions);
        var split = recipe.Split is { } record ? DataSplit.Repeat(data, record) : SplitOf(data, recipe);
        var preprocessing = Preprocessing.Fit(split.Train);
        if (SaysNothingOfLayers(recipe) && data.SuggestedModel is var (model, reason))
            recipe = recipe with
            {
                Model = model,
                Reasons = new Dictionary<string, string>(recipe.Reasons
                ?? NoReasons)
                { ["model"] = reason }
            };
        return new PreparedRun(RecipeDefaults.Complete(recipe, split.Record, preprocessing), data, split, preprocessing);
    }

    private static DataSplit SplitOf(Dataset data, Recipe recipe) => RecipeNumbers.Fold(recipe.Fold) is not var (fold, folds)
        ? data.Split(recipe.Validation, recipe.Test, recipe.Seed) : data.SplitFold(fold, folds, recipe.Test, recipe.Seed);

    /// <summary>The same data with another recipe; what it leaves open is chosen.</summary>
    public PreparedRun With(Recipe recipe) =>
        new(RecipeDefaults.Complete(recipe, Split.Record, Model.Preprocessing), Data, Split, Model.Preprocessing);

    /// <summary>The network a complete recipe describes.</summary>
    public static ModelSpec SpecOf(Recipe recipe, Preprocessing preprocessing)
    {
        var head = TaskHead.Of(preprocessing.Task, Math.Max(2, preprocessing.ClassNames.Count), TrainedModel.IsBounded(preprocessing),
            recipe.Loss!);
        return new ModelSpec
        {
            Kind = recipe.Model ?? ModelSpec.Mlp,
            Task = preprocessing.Task,
            Input = preprocessing.Inputs.ExampleShape.ToArray(),
            Hidden = RecipeNumbers.Hidden(recipe.Layers ?? ""),
            Initializer = recipe.Initializer,
            Outputs = head.Outputs,
            Activation = recipe.Activation ?? "relu",
            Dropout = recipe.Dropout ?? 0,
            Output = head.Output,
            Loss = recipe.Loss!,
        };
    }

    /// <summary>What training makes smaller.</summary>
    public Objective Objective => Model.Network is Representation codes ? Objective.Of(codes, Model.Loss) : Objective.Of(Model.Network, Model.Loss);

    /// <summary>A trainer for the network; with a folder it logs and writes checkpoints there.</summary>
    public Trainer CreateTrainer(RunFolder? folder, params Callback[] more) => RecipeTrainer.Of(Recipe, Objective, StepsPerEpoch, folder,
        Validation is null ? [] : [.. Recipe.Metrics!.Select(Model.CreateMetric)], Model.ToUnits, more);

    /// <summary>Throws what training would throw at its start, before anything is written.</summary>
    /// <exception cref="ArgumentException">The recipe asks for something that does not exist.</exception>
    public void RequireTrainable()
    {
        var trainer = CreateTrainer(null);
        trainer.RequireOneAverage();
        if (Recipe.Augment is { } text) RequireAugmentable(Augmentation.Parse(text));
        trainer.HasValidation = Validation is not null;
        foreach (var stopping in trainer.Callbacks.OfType<EarlyStopping>()) stopping.RequireKnown(trainer);
    }

    /// <summary>Trains until the recipe's epochs are done.</summary>
    public TrainingResult Fit(Trainer trainer, IProgress<TrainingEvent>? progress, CancellationToken cancellation) =>
        trainer.Fit(TrainingSource(), Recipe.Epochs!.Value,
            Validation is null ? null : Model.Suited(Batches.InOrder(Validation, EvaluationBatch)), progress, cancellation);

    /// <summary>The training part in batches, as the network takes them.</summary>
    public BatchSource TrainingSource()
    {
        if (Model.Network is Representation codes) return Views(codes.Learner.Views);
        if (Recipe.Augment is not { } text) return Model.Suited(BatchesOfTraining());
        augmented = new AugmentedBatches(BatchesOfTraining(), Augmentation.Parse(text), Recipe.Seed, threads: AugmentingThreads);
        return Model.Suited(augmented);
    }

    // Each view is drawn by a seed of its own; all batches have one order.
    private ViewBatches Views(int count) => new(BatchesOfTraining(), [.. Enumerable.Range(1, count).Select(view => new AugmentedBatches(
        BatchesOfTraining(), Augmentation.Parse(Recipe.Augment!), new Rng(Recipe.Seed).Fork($"view {view}").Key, AugmentingThreads))]);

    // Where views are compared, a smaller last batch is left out.
    private int StepsPerEpoch => Model.Network is Representation ? Math.Max(1, Train.Count / BatchesOfTraining().BatchSize) : BatchesOfTraining().Count;

    /// <summary>How the queue of augmented batches served the last training, in one sentence; null without one.</summary>
    public string? QueueSentence => augmented?.Figures is not { } figures ? null : string.Create(CultureInfo.InvariantCulture,
        $"augmentation: the trainer stood still {figures.Waits} times for its batch, {figures.Waited.TotalSeconds:0.00} s in all, and made ")
        + $"{figures.MadeByTrainer} batches itself";

    // The trainer's own threads need the processors; augmentation is the smaller work.
    private static int AugmentingThreads => Math.Max(1, CpuThreads.Count / 2);

    private void RequireAugmentable(Augmentation augmentation)
    {
        augmentation.RequireFits(Train.ExampleShape);
        if (Model.Network is Representation && augmentation.Mixes)
            throw new ArgumentException("mixup makes one example of two, and codes are to know one again; leave it out.");
        var loss = Loss.Parse(Recipe.Loss!);
        if (augmentation.Mixes && loss.Target == LossTarget.Labels && loss.Name != "cross-entropy")
            throw new ArgumentException($"mixup makes shares of classes, which the loss '{Recipe.Loss}' does not take; use cross-entropy.");
    }

    private static readonly Dictionary<string, string> NoReasons = [];

    private AugmentedBatches? augmented;

    private static bool SaysNothingOfLayers(Recipe recipe) =>
        recipe is { Model: null, Layers: null, Activation: null, Dropout: null, Initializer: null };

    private const int EvaluationBatch = 500;

    private Batches BatchesOfTraining()
    {
        int size = RecipeNumbers.BatchSize(Recipe.Batch!, Train.Count);
        return Recipe.Balanced == true ? Batches.Balanced(Train, size, Recipe.Seed) : Batches.Shuffled(Train, size, Recipe.Seed);
    }
}
