using System.Globalization;
using Cajal.Data;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>A recipe about text brought to life: text read and cut into tokens, every choice made, the model built.</summary>
internal sealed class PreparedText
{
    private const int MostBytes = 1 << 28, UsualContext = 64, UsualBatch = 32, UsualSteps = 3000;

    private readonly int[] train, validation;

    private PreparedText(Recipe recipe, Tokenizer tokens, int[] train, int[] validation, double charactersPerToken)
    {
        (Recipe, Tokens, this.train, this.validation, CharactersPerToken) = (recipe, tokens, train, validation, charactersPerToken);
        Model = ModelCatalog.Parse(recipe.Model!)([recipe.Context!.Value], tokens.Count, new Rng(recipe.Seed).Fork("model"));
    }

    public Recipe Recipe { get; }

    public Tokenizer Tokens { get; }

    public Layer Model { get; }

    public double CharactersPerToken { get; }

    /// <summary>Reads the text and makes every choice that is open.</summary>
    public static PreparedText Of(Recipe recipe)
    {
        RecipeNumbers.Check(recipe with { Model = null });
        string? foreign = recipe.Layers is not null ? "layers" : recipe.Augment is not null ? "augment" : recipe.Balanced is not null
            ? "balanced"
            : recipe.Fold is not null ? "fold" : recipe.Share is not null ? "share" : recipe.Loss is not null ? "loss"
                : recipe.DataOptions is not null
            ? "dataOptions" : null;
        if (foreign is not null) throw new ArgumentException($"'{foreign}' of a recipe does not apply to text; leave it out.");
        string text = Read(recipe.Data);
        double share = recipe.Validation ?? SplitShares.UsualValidation;
        int cut = (int)(text.Length * (1 - share));
        // Halves of a character stay together.
        if (cut > 0 && cut < text.Length && char.IsLowSurrogate(text[cut])) cut--;
        var tokens = TokenizerOf(recipe.Tokens ?? "characters", text, cut);
        int[] train = tokens.Encode(text[..cut]), validation = tokens.Encode(text[cut..]);
        int context = recipe.Context ?? UsualContext;
        if (context < 1) throw new ArgumentException($"The context is at least one token; received {context}.");
        if (train.Length < context + 2 || (share > 0 && validation.Length < context + 1))
            throw new DatasetException($"'{recipe.Data}' has {train.Length} tokens for training and {validation.Length} for validation, "
                + $"too few for "
                + $"windows of {context}. Bring more text or a smaller context.");
        var complete = Complete(recipe, tokens, context, train.Length);
        return new PreparedText(complete, tokens, train, share > 0 ? validation : [], (double)text.Length / (train.Length
            + validation.Length));
    }

    public Trainer CreateTrainer(RunFolder? folder)
    {
        var source = Source();
        var optimizer = Optimizer.Parse(Recipe.Optimizer!, Model.Parameters, Recipe.LearningRate);
        var span = new ScheduleSpan(optimizer.LearningRate, (long)source.Count * Recipe.Epochs!.Value, source.Count);
        return new Trainer(Model, Loss, optimizer)
        {
            Schedule = Schedule.Parse(Recipe.Schedule!, span),
            Penalties = Recipe.L2 is > 0 and var l2 ? [new L2Penalty(l2)] : [],
            ClipNorm = Recipe.ClipNorm,
            ClipValue = Recipe.ClipValue,
            MicroBatchSize = Recipe.MicroBatch,
            Callbacks =
            [
                .. folder is null ? Array.Empty<Callback>() : [new MetricsLog(folder.Metrics), new TensorBoardLog(folder.Events)],
                .. Recipe.EarlyStopping is > 0 and var patience ? [new EarlyStopping(patience, "loss")] : Array.Empty<Callback>(),
            ],
            Checkpoints = folder is null ? null : new Checkpoints(folder.Checkpoints),
        };
    }

    public TrainingResult Fit(Trainer trainer, IProgress<TrainingEvent>? progress, CancellationToken cancellation) =>
        trainer.Fit(Source(), Recipe.Epochs!.Value, Judging(), progress, cancellation);

    /// <summary>Loss per token of the validation part, or of the training part where there is none.</summary>
    public double Evaluate() => new Trainer(Model, Loss, Optimizer.Parse("sgd", Model.Parameters)).Evaluate(Judging()
        ?? new TokenBatches(train,
        Recipe.Context!.Value, UsualBatch)).Loss;

    /// <summary>Losses per token on the same tokens, by counts of the training part; each count one more, so that nothing is
    /// impossible.</summary>
    public IReadOnlyList<(string Name, double Loss)> Baselines()
    {
        int[] judged = validation.Length > 1 ? validation : train;
        int size = Tokens.Count;
        double[] single = new double[size], before = new double[size];
        var pairs = new Dictionary<(int, int), double>();
        for (int i = 0; i < train.Length; i++)
        {
            single[train[i]]++;
            if (i == 0) continue;
            before[train[i - 1]]++;
            pairs[(train[i - 1], train[i])] = pairs.GetValueOrDefault((train[i - 1], train[i])) + 1;
        }
        double alone = 0, after = 0;
        for (int i = 1; i < judged.Length; i++)
        {
            alone -= Math.Log((single[judged[i]] + 1) / (train.Length + size));
            after -= Math.Log((pairs.GetValueOrDefault((judged[i - 1], judged[i])) + 1) / (before[judged[i - 1]] + size));
        }
        return [("frequencies alone", alone / (judged.Length - 1)), ("frequencies after the token before", after / (judged.Length - 1))];
    }

    // Logits [N, T, V] and targets [N, T], a token each.
    private static Tensor Loss(Tensor logits, Tensor targets) => logits.Reshape(-1, logits.Shape[2]).CrossEntropy(targets.Reshape(-1));

    private TokenBatches Source() => new(train, Recipe.Context!.Value, RecipeNumbers.BatchSize(Recipe.Batch!, train.Length), Recipe.Seed);

    private TokenBatches? Judging() => validation.Length == 0 ? null : new TokenBatches(validation, Recipe.Context!.Value, UsualBatch);

    private static Recipe Complete(Recipe recipe, Tokenizer tokens, int context, int length)
    {
        var reasons = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (property, reason) in recipe.Reasons ?? new Dictionary<string, string>()) reasons[property] = reason;
        int batch = recipe.Batch is null ? UsualBatch : RecipeNumbers.BatchSize(recipe.Batch, length);
        int steps = Math.Max(1, ((length - 1) / context - 1 + batch - 1) / batch);
        string model = recipe.Model ?? Because("model", ModelCatalog.All.Names.Contains("gpt") ? "gpt" : "bigram",
            "a usual model of language");
        return recipe with
        {
            Model = model,
            Tokens = recipe.Tokens ?? Because("tokens", "characters", $"{tokens.Count} different characters: a small vocabulary"),
            Context = context,
            Batch = recipe.Batch ?? UsualBatch.ToString(CultureInfo.InvariantCulture),
            Optimizer = recipe.Optimizer ?? Because("optimizer", "adamw", "the usual choice for language models"),
            LearningRate = recipe.LearningRate ?? (recipe.Optimizer is null ? 2e-3 : null),
            Schedule = recipe.Schedule ?? Because("schedule", "cosine", "large steps first, small ones to settle"),
            ClipNorm = recipe.ClipNorm ?? 1,
            Epochs = recipe.Epochs ?? Math.Max(1, (int)Math.Round((double)UsualSteps / steps)),
            Validation = recipe.Validation ?? SplitShares.UsualValidation,
            EarlyStopping = recipe.EarlyStopping ?? 0,
            Reasons = reasons,
        };

        string Because(string property, string value, string reason)
        {
            reasons[property] = reason;
            return value;
        }
    }

    // All characters of the text are its alphabet; pairs are learned from the training part only.
    private static Tokenizer TokenizerOf(string name, string text, int cut)
    {
        var catalog = new Catalog<Func<Tokenizer>>("vocabulary")
        {
            { "characters", _ => () => CharacterTokens.Learn(text) },
            { "byte-pairs", o => o.Whole("size", 512) is var size ? () => BytePairTokens.Learn(text[..cut], size) : null! },
        };
        return catalog.Parse(name)();
    }

    private static string Read(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file '{path}'.", path);
        if (new FileInfo(path).Length > MostBytes) throw new DatasetException($"'{path}' holds more than {MostBytes} bytes; take a part "
            + $"of it.");
        string text = File.ReadAllText(path);
        if (text.Length == 0) throw new DatasetException($"'{path}' is empty; expected text.");
        return text.Contains('\0', StringComparison.Ordinal) ? throw new DatasetException($"'{path}' is no text: it holds zero bytes.")
            : text;
    }
}
