using System.Globalization;
using Cajal.Data;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>A recipe of a model that makes examples brought to life: data read, split and scaled, every choice made, the model
/// built.</summary>
internal sealed class PreparedGenerative : IPreparedTraining
{
    private const int UsualBatch = 128, UsualSteps = 3000, UsualPoints = 20_000, EvaluationBatch = 500, Few = 10, TrueParts = 8;

    private readonly Examples train;
    private readonly Examples? validation;
    private readonly SealedPart test;
    private readonly Objective objective;

    private PreparedGenerative(Recipe recipe, Dataset data, DataSplit split, Preprocessing preprocessing)
    {
        (Data, Preprocessing, test) = (data, preprocessing, split.Test);
        train = recipe.Share is { } share ? preprocessing.Apply(split.Train).Take(share, recipe.Seed) : preprocessing.Apply(split.Train);
        validation = split.Validation.Count > 0 ? preprocessing.Apply(split.Validation) : null;
        Recipe = Complete(recipe, split.Record);
        objective = Objective.Of(ModelOf(Recipe, preprocessing, new Rng(recipe.Seed).Fork("model")));
    }

    public Recipe Recipe { get; }

    public Dataset Data { get; }

    public Preprocessing Preprocessing { get; }

    public Passage Passage => (Passage)objective.Model;

    public string JudgedOn => validation is null ? "training" : "validation";

    /// <summary>The model of a recipe for data as they were scaled.</summary>
    public static GenerativeModel ModelOf(Recipe recipe, Preprocessing preprocessing, Rng rng) => GenerativeCatalog.All.Parse(recipe.Model!)(
        preprocessing.Inputs.ExampleShape.Count, preprocessing.Inputs is PictureScaling, preprocessing.ClassNames.Count, rng);

    /// <summary>Reads the data and makes every choice that is open.</summary>
    public static PreparedGenerative Of(Recipe recipe)
    {
        RecipeNumbers.Check(recipe);
        string model = recipe.Model!;
        RecipeTrainer.RequireOpen(recipe, $"the model '{model}', which has a loss and layers of its own", "layers", "activation", "dropout",
            "initializer", "augment", "balanced", "fold", "loss", "metrics", "from", "tune", "labels");
        if (GenerativeCatalog.IsNamed(model, "gan"))
            RecipeTrainer.RequireOpen(recipe with { EarlyStopping = recipe.EarlyStopping is 0 ? null : recipe.EarlyStopping }, "a GAN, whose two losses do not fall while it gets better", "earlyStopping", "stopBy", "microBatch");
        var data = Datasets.Load(recipe.Data, recipe.DataOptions);
        if (IsSmallDrawing(recipe, data))
        {
            recipe = recipe with
            {
                DataOptions = (recipe.DataOptions ?? new()) with { Count = UsualPoints },
                Reasons = new Dictionary<string, string>(recipe.Reasons ?? new Dictionary<string, string>())
                {
                    ["dataOptions"] = $"{UsualPoints} points: a shape is learned from many",
                },
            };
            data = Datasets.Load(recipe.Data, recipe.DataOptions);
        }
        var split = recipe.Split is { } record ? DataSplit.Repeat(data, record) : data.Split(recipe.Validation, recipe.Test, recipe.Seed);
        return new PreparedGenerative(recipe, data, split, Scaled(Preprocessing.Fit(split.Train), data, model));
    }

    public Trainer CreateTrainer() => CreateTrainer(null);

    public Trainer CreateTrainer(RunFolder? folder) => RecipeTrainer.Of(Recipe, objective, TrainingSource().Count, folder);

    public TrainingResult Fit(Trainer trainer, IProgress<TrainingEvent>? progress, CancellationToken cancellation) =>
        trainer.Fit(TrainingSource(), Recipe.Epochs!.Value, ValidationSource(), progress, cancellation);

    /// <summary>The loss of the validation part, or of the training part where there is none, and how near points come to it.</summary>
    public Evaluation Evaluate() => Judge(Passage, validation ?? train, Recipe);

    /// <summary>The same of the test part.</summary>
    public Evaluation Evaluate(Passage trained)
    {
        var judged = Judge(trained, test.Count > 0 ? Preprocessing.Apply(test.Open()) : train, Recipe);
        return Preprocessing.Inputs is not PictureScaling || train is not { HasTargets: true, ClassCount: > 1 } ? judged
            : judged with { Metrics = [.. judged.Metrics, .. PictureJudge.Figures(trained, train, Recipe.Seed)] };
    }

    /// <summary>Whether examples were set aside for the test.</summary>
    public bool HasTest => test.Count > 0;

    /// <summary>The training part in batches, each example in a row.</summary>
    public BatchSource TrainingSource() =>
        BatchSource.Of(Batches.Shuffled(train, RecipeNumbers.BatchSize(Recipe.Batch!, train.Count), Recipe.Seed)).Flatten();

    /// <summary>The validation part in batches; null when it is empty.</summary>
    public BatchSource? ValidationSource() => validation is null ? null : InOrder(validation);

    private static BatchSource InOrder(Examples examples) => BatchSource.Of(Batches.InOrder(examples, EvaluationBatch)).Flatten();

    // Points lie in few numbers, so that a distance between clouds says how near they come; the unit is that of two true samples.
    private static Evaluation Judge(Passage trained, Examples truth, Recipe recipe)
    {
        var loss = new Trainer(trained, trained.Loss, Optimizer.Parse("sgd", trained.Parameters)).Evaluate(InOrder(truth));
        int width = truth.ExampleShape.Count, part = Math.Min(1000, truth.Count / TrueParts);
        if (width > Few || part < 20 || trained.Model.Classes > 0) return loss;
        // Data come class by class; the parts that are compared must not.
        int[] order = new Rng(recipe.Seed).Fork("truth").Permutation(truth.Count);
        var all = new float[truth.Count * width];
        for (int i = 0; i < truth.Count; i++) truth.CopyInputs(order[i], all.AsSpan(i * width, width));
        var made = trained.Model.Sample(TrueParts * part, new Rng(recipe.Seed).Fork("judged"));
        double distance = SlicedWasserstein.Relative(made, Tensor.From(all, [truth.Count, width]), part);
        return loss with { Metrics = [new NamedFigure("distance", distance)] };
    }

    private static bool IsSmallDrawing(Recipe recipe, Dataset data) => data.Features is TableFeatures && data.Count < UsualPoints
        && recipe.DataOptions?.Count is null && recipe.Split is null && Datasets.All.Any(s => s.Name == data.Name) && data.Count > 10;

    private static Preprocessing Scaled(Preprocessing fitted, Dataset data, string model)
    {
        if (fitted.Inputs is TableTransform table && table.Columns.All(c => c is StandardScaling)) return fitted;
        if (fitted.Inputs is not PictureScaling pictures || data.Features is not BytePictures)
            throw new DatasetException($"The model '{model}' makes numbers or pictures with 8 bits a pixel; '{data.Name}' holds words, "
                + "sequences or other numbers.");
        var (low, high) = GenerativeCatalog.RangeOf(model);
        double scale = 255 / (high - low);
        return fitted with { Inputs = new PictureScaling { Shape = pictures.Shape, Shift = -low * scale, Scale = scale } };
    }

    private Recipe Complete(Recipe recipe, SplitRecord split)
    {
        var reasons = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (property, reason) in recipe.Reasons ?? new Dictionary<string, string>()) reasons[property] = reason;
        int batch = recipe.Batch is null ? Math.Min(UsualBatch, train.Count) : RecipeNumbers.BatchSize(recipe.Batch, train.Count);
        int steps = (train.Count - 1) / batch + 1;
        bool isGan = GenerativeCatalog.IsNamed(recipe.Model!, "gan");
        return recipe with
        {
            Validation = split.ValidationShare,
            Test = split.TestShare,
            Batch = recipe.Batch ?? batch.ToString(CultureInfo.InvariantCulture),
            Optimizer = recipe.Optimizer ?? (isGan ? Because("optimizer", "adam(beta1=0, beta2=0.99)", "two nets that play against each other do "
                + "better without momentum") : Because("optimizer", "adam", "works well without tuning")),
            LearningRate = recipe.LearningRate ?? (recipe.Optimizer is null ? 2e-3 : null),
            Schedule = recipe.Schedule ?? Because("schedule", "cosine", "large steps first, small ones to settle"),
            Average = recipe.Average ?? Because("average", "ema(0.99)", "samples then do not follow the last few batches"),
            // A step of a VAE costs a fraction of one of the others.
            Epochs = recipe.Epochs ?? Math.Max(1, (int)Math.Ceiling((GenerativeCatalog.IsNamed(recipe.Model!, "vae") ? 3.0 : 1) * UsualSteps / steps)),
            EarlyStopping = recipe.EarlyStopping ?? 0,
            Split = split,
            Reasons = reasons,
        };

        string Because(string property, string value, string reason)
        {
            reasons[property] = reason;
            return value;
        }
    }
}
