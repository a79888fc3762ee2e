using System.Globalization;
using Cajal.Data;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>A recipe brought to life: data read and split, preprocessing learned, every choice made, the network built.</summary>
internal sealed class PreparedRun : IPreparedTraining
{
    private PreparedRun(Recipe recipe, Dataset data, DataSplit split, Preprocessing preprocessing)
    {
        (Data, Split) = (data, split);
        Train = recipe.Share is { } share ? preprocessing.Apply(split.Train).Take(share, recipe.Seed)
            : recipe.Labels is { } each ? preprocessing.Apply(split.Train).TakeOfEach(each, recipe.Seed) : preprocessing.Apply(split.Train);
        Validation = split.Validation.Count > 0 ? preprocessing.Apply(split.Validation) : null;
        Recipe = recipe;
        var rng = new Rng(recipe.Seed).Fork("model");
        var spec = SpecOf(recipe, preprocessing);
        Model = new TrainedModel(spec, spec.Base is null ? spec.Build(rng) : spec.BuildOn(TrainedModel.Load(recipe.From!).Network, rng), preprocessing);
        if (OnFeatures is { } transfer) Begin(transfer);
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
    public static PreparedRun Of(Recipe recipe) => Of(recipe, null);

    /// <summary>As <see cref="Of(Recipe)"/>, on data that are there already; null reads those that the recipe names.</summary>
    public static PreparedRun Of(Recipe recipe, Dataset? given)
    {
        RecipeNumbers.Check(recipe);
        if (GameRun.IsGame(recipe))
            throw new ArgumentException($"'{recipe.Data}' is a game and no data set; train a policy by cajal train or GameRun.Train.");
        if (GenerativeRun.IsGenerative(recipe))
            throw new ArgumentException($"The model '{recipe.Model}' makes examples and does not answer; train it by cajal train or "
                + "GenerativeRun.Train.");
        var data = given ?? Datasets.Load(recipe.Data, recipe.DataOptions);
        var split = recipe.Split is { } record ? DataSplit.Repeat(data, record) : SplitOf(data, recipe);
        var preprocessing = Preprocessing.Fit(split.Train);
        if (recipe.Labels is not null && preprocessing.Task == TaskKind.Numbers)
            throw new ArgumentException("'labels' of a recipe is about classes, and the target holds numbers; take 'share' in its place.");
        // The features know inputs as they were scaled for them.
        if (recipe.From is { } from)
        {
            var trained = TrainedModel.Load(from);
            preprocessing = preprocessing with { Inputs = trained.Preprocessing.Inputs };
            if (recipe.Cut is null && Networks.Transferred.UsualCut(trained.Network) is var cut)
                recipe = recipe with { Cut = cut, Reasons = With(recipe.Reasons, "cut", "the linear layers at the end know most of the old classes") };
        }
        if (SaysNothingOfLayers(recipe) && data.SuggestedModel is var (model, reason))
            recipe = recipe with { Model = model, Reasons = With(recipe.Reasons, "model", reason) };
        return new PreparedRun(RecipeDefaults.Complete(recipe, split.Record, preprocessing), data, split, preprocessing);
    }

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string>? reasons, string property, string reason) =>
        new(reasons ?? NoReasons) { [property] = reason };

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
            Kind = recipe.From is null ? recipe.Model ?? ModelSpec.Mlp : ModelSpec.OnFeatures,
            Base = recipe.From is { } from ? TrainedModel.Load(from).Spec : null,
            Cut = recipe.Cut ?? 1,
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
    public Objective Objective => Model.Network is Representation codes ? Objective.Of(codes, Model.Loss)
        : Frozen is { } transfer ? Objective.OfFrozen(transfer, Model.Loss) : Objective.Of(Model.Network, Model.Loss);

    /// <inheritdoc/>
    public Trainer CreateTrainer() => CreateTrainer(null);

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
        trainer.Fit(TrainingSource(), Recipe.Epochs!.Value, ValidationSource(), progress, cancellation);

    /// <summary>The validation part in batches; null when it is empty.</summary>
    public BatchSource? ValidationSource() => Validation is null ? null : Model.Suited(Batches.InOrder(Validation, EvaluationBatch));

    /// <inheritdoc/>
    public BatchSource? AskedSource() => Model.Network is Representation || Frozen is not null ? Model.Suited(BatchesOfTraining()) : null;

    /// <summary>The training part in batches, as the trainer takes them.</summary>
    public BatchSource TrainingSource()
    {
        if (Model.Network is Representation codes) return Views(codes.Learner.Views);
        var source = BatchSource.Of(BatchesOfTraining());
        if (Recipe.Augment is { } text)
            source = augmented = new AugmentedBatches(BatchesOfTraining(), Augmentation.Parse(text), Recipe.Seed, threads: AugmentingThreads);
        return Frozen is { } transfer ? new FeatureBatches(Model.Suited(source), transfer.Features, transfer.Width) : Model.Suited(source);
    }

    // The network that goes on from another, below an activation where there is one.
    private Transferred? OnFeatures => Model.Network as Transferred ?? (Model.Network is Sequential { Count: > 0 } layers ? layers[0] as Transferred : null);

    // Where nothing follows the new layer, frozen features can be taken for inputs.
    private Transferred? Frozen => Recipe.Tune == true ? null : Model.Network as Transferred;

    private void Begin(Transferred transfer)
    {
        var some = Model.Suited(Batches.Shuffled(Train, MostToStandardize, Recipe.Seed));
        var x = new BatchBuffers(some).FillInputs(0, some.SizeOf(0));
        Tensor features;
        using (var tape = Tape.Start(Mode.Inference)) features = transfer.Features.Forward(x).Keep();
        transfer.Standardize(features);
        if (Recipe.Tune != true) transfer.Features.Freeze();
    }

    // Each view is drawn by a seed of its own; all batches have one order.
    private ViewBatches Views(int count)
    {
        var augmentation = Augmentation.Parse(Recipe.Augment!);
        RequireAugmentable(augmentation);
        return new ViewBatches(BatchesOfTraining(), [.. Enumerable.Range(1, count).Select(view => new AugmentedBatches(BatchesOfTraining(), augmentation,
            new Rng(Recipe.Seed).Fork($"view {view}").Key, AugmentingThreads))]);
    }

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
        recipe is { Model: null, Layers: null, Activation: null, Dropout: null, Initializer: null, From: null };

    private const int EvaluationBatch = 500, MostToStandardize = 2000;

    private Batches BatchesOfTraining()
    {
        int size = RecipeNumbers.BatchSize(Recipe.Batch!, Train.Count);
        return Recipe.Balanced == true ? Batches.Balanced(Train, size, Recipe.Seed) : Batches.Shuffled(Train, size, Recipe.Seed);
    }
}
