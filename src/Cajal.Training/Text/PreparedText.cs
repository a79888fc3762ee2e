using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Cajal.Data;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>A recipe about text brought to life: text read and cut into tokens, every choice made, the model built.</summary>
internal sealed class PreparedText : IPreparedTraining
{
    private const int MostBytes = 1 << 28, UsualContext = 64, UsualBatch = 32, UsualSteps = 3000;

    private readonly int[] train, validation, test;

    private PreparedText(Recipe recipe, Tokenizer tokens, int[] train, int[] validation, int[] test, double charactersPerToken)
    {
        (Recipe, Tokens, CharactersPerToken) = (recipe, tokens, charactersPerToken);
        (this.train, this.validation, this.test) = (train, validation, test);
        Model = ModelOf(recipe, tokens, new Rng(recipe.Seed).Fork("model"));
    }

    public Recipe Recipe { get; }

    public Tokenizer Tokens { get; }

    public Layer Model { get; }

    public double CharactersPerToken { get; }

    /// <summary>The part that a finished model is judged by, and its name: the test part where one was set aside, else the validation part,
    /// else the training part.</summary>
    public (string Name, int[] Tokens) Judged => test.Length > 0 ? ("test", test) : validation.Length > 0 ? ("validation", validation)
        : ("training", train);

    /// <summary>The part that training is followed by, and its name: the validation part, or the training part where there is none.</summary>
    public (string Name, int[] Tokens) Followed => validation.Length > 0 ? ("validation", validation) : ("training", train);

    /// <summary>The network of a complete recipe.</summary>
    /// <exception cref="ArgumentException">The recipe's model is none of language.</exception>
    public static Layer ModelOf(Recipe recipe, Tokenizer tokens, Rng rng) =>
        ModelCatalog.Parse(recipe.Model!)([recipe.Context!.Value], tokens.Count, rng) is var model && model is ILanguageModel ? model
            : throw new ArgumentException($"The model '{recipe.Model}' does not read text; take gpt, lstm, gru, rnn or bigram.");

    /// <summary>Reads the text and makes every choice that is open.</summary>
    public static PreparedText Of(Recipe recipe)
    {
        RecipeNumbers.Check(recipe with { Model = null });
        if (recipe.Dropout is not null)
            throw new ArgumentException("For text, dropout is an option of the model: lstm(dropout=0.2), gpt(dropout=0.1).");
        RecipeTrainer.RequireOpen(recipe, "text", "layers", "activation", "initializer", "augment", "balanced", "fold", "share", "labels", "from", "tune", "loss",
            "metrics", "dataOptions");
        string text = Read(recipe.Data);
        string fingerprint = Fingerprint(Encoding.UTF8.GetBytes(text));
        if (recipe.Split is { } known && known.Data != fingerprint)
            throw new DatasetException($"'{recipe.Data}' is not the text that was trained on (fingerprint {known.Data}, now {fingerprint}): what was set "
                + "aside could have been trained on. Bring the text back, or train anew.");
        double share = recipe.Validation ?? SplitShares.UsualValidation, testShare = recipe.Test ?? 0;
        if (share + testShare >= 1)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"Validation {share} and test {testShare} leave no text for training."));
        int cut = CutAt(text, 1 - share - testShare), testCut = CutAt(text, 1 - testShare);
        var tokens = TokenizerOf(recipe.Tokens ?? "characters", text, cut);
        int[] train = tokens.Encode(text[..cut]), validation = tokens.Encode(text[cut..testCut]), test = tokens.Encode(text[testCut..]);
        int context = recipe.Context ?? UsualContext;
        if (context < 1) throw new ArgumentException($"The context is at least one token; received {context}.");
        if (train.Length < context + 2 || (share > 0 && validation.Length < context + 1) || (testShare > 0 && test.Length < context + 1))
            throw new DatasetException($"'{recipe.Data}' has {train.Length} tokens for training, {validation.Length} for validation and "
                + $"{test.Length} for the test, too few for windows of {context}. Bring more text or a smaller context.");
        var complete = Complete(recipe, tokens, context, train.Length) with
        {
            Split = new SplitRecord
            {
                Seed = recipe.Seed,
                ValidationShare = share,
                TestShare = testShare,
                InOrder = true,
                Stratified = false,
                Training = train.Length,
                Validation = validation.Length,
                Test = test.Length,
                Data = fingerprint,
                Parts = Fingerprint(MemoryMarshal.AsBytes<int>([cut, testCut])),
            },
        };
        double charactersPerToken = (double)text.Length / (train.Length + validation.Length + test.Length);
        return new PreparedText(complete, tokens, train, validation, test, charactersPerToken);
    }

    private static string Fingerprint(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));

    // Halves of a character stay together.
    private static int CutAt(string text, double share)
    {
        int cut = (int)(text.Length * share);
        return cut > 0 && cut < text.Length && char.IsLowSurrogate(text[cut]) ? cut - 1 : cut;
    }

    public Trainer CreateTrainer() => CreateTrainer(null);

    public Trainer CreateTrainer(RunFolder? folder) => RecipeTrainer.Of(Recipe, Objective.Of(Model, Loss), TrainingSource().Count, folder);

    public TrainingResult Fit(Trainer trainer, IProgress<TrainingEvent>? progress, CancellationToken cancellation) =>
        trainer.Fit(TrainingSource(), Recipe.Epochs!.Value, ValidationSource(), progress, cancellation);

    /// <summary>Loss per token of the validation part, or of the training part where there is none.</summary>
    public Evaluation Evaluate() => Judge(Model, Followed.Tokens, Recipe);

    /// <summary>−ln p of a token, in the mean over windows of the context that lie side by side.</summary>
    public static Evaluation Judge(Layer model, int[] tokens, Recipe recipe) =>
        new Trainer(model, Loss, Optimizer.Parse("sgd", model.Parameters)).Evaluate(new TokenBatches(tokens, recipe.Context!.Value,
            UsualBatch));

    /// <summary>What counts of the training part foretell on the validation part, or on the training part where there is none.</summary>
    public IReadOnlyList<(string Name, double Loss)> Baselines() => TokenCounts.Baselines(train, validation.Length > 1 ? validation : train,
        Tokens.Count);

    /// <summary>The same on other tokens.</summary>
    public IReadOnlyList<(string Name, double Loss)> Baselines(int[] judged) => TokenCounts.Baselines(train, judged, Tokens.Count);

    // Logits [N, T, V] and targets [N, T], a token each.
    private static Tensor Loss(Tensor logits, Tensor targets) => logits.Reshape(-1, logits.Shape[2]).CrossEntropy(targets.Reshape(-1));

    /// <summary>The training part in batches.</summary>
    public BatchSource TrainingSource() => new TokenBatches(train, Recipe.Context!.Value, RecipeNumbers.BatchSize(Recipe.Batch!, train.Length), Recipe.Seed);

    /// <summary>The validation part in batches; null when it is empty.</summary>
    public BatchSource? ValidationSource() => validation.Length == 0 ? null : new TokenBatches(validation, Recipe.Context!.Value, UsualBatch);

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
            Test = recipe.Test ?? 0,
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

    /// <summary>The text of a file.</summary>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="DatasetException">It is empty, too long or no text.</exception>
    public static string Read(string path)
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
