using Cajal.Data;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>A language model from a text file to a saved model: it reads tokens and foretells the next one; the last part of the text is
/// for
/// validation.</summary>
public sealed class TextRun
{
    private const string Vocabulary = "vocabulary.json";

    private TextRun(RunFolder? folder, Recipe recipe, Layer model, Tokenizer tokens) =>
        (Folder, Recipe, Model, Tokens) = (folder, recipe, model, tokens);

    /// <summary>Where it is kept; null for a run that was not saved.</summary>
    public RunFolder? Folder { get; }

    /// <summary>What was done, every choice made.</summary>
    public Recipe Recipe { get; }

    /// <summary>Tokens [N, T] → logits [N, T, V].</summary>
    public Layer Model { get; }

    /// <summary>The vocabulary.</summary>
    public Tokenizer Tokens { get; }

    /// <summary>How training went; null for a run that was loaded.</summary>
    public TrainingResult? Outcome { get; private init; }

    /// <summary>What to know about the weights when the run is not finished; null when it is.</summary>
    public string? Notice { get; private init; }

    /// <summary>Mean of −ln p over the tokens of the validation part; null when training was cancelled, and for a run that was
    /// loaded: <see cref="Evaluate()"/> judges it.</summary>
    public double? ValidationLoss { get; private init; }

    /// <summary>Characters that a token stands for, in the mean over the text: 1 for characters. Losses of different vocabularies compare
    /// per character.</summary>
    public double CharactersPerToken { get; private init; } = 1;

    /// <summary>Losses per token of answers that need no network: frequencies alone, and those after the token before.</summary>
    public IReadOnlyList<(string Name, double Loss)> Baselines { get; private init; } = [];

    /// <summary>Whether a recipe or path is about text.</summary>
    public static bool IsText(string path) => Path.GetExtension(path).Equals(".txt", StringComparison.OrdinalIgnoreCase);

    /// <summary>Trains a language model by a recipe.</summary>
    /// <param name="recipe">What is left open in it is chosen.</param>
    /// <param name="folder">Where to keep the run; null keeps it in memory only. A run of the same recipe that stopped goes on.</param>
    /// <param name="existing">What to do when the folder holds a run already.</param>
    /// <param name="progress">Is told what happens, on this thread.</param>
    /// <param name="cancellation">Ends training after the step that runs; the run can go on from its folder.</param>
    /// <exception cref="ArgumentException">The recipe asks for something that does not exist.</exception>
    /// <exception cref="DatasetException">The text cannot be used.</exception>
    /// <exception cref="RunException">The folder cannot be used, or training failed.</exception>
    public static TextRun Train(Recipe recipe, string? folder = null, ExistingRun existing = ExistingRun.Refuse,
        IProgress<TrainingEvent>? progress = null, CancellationToken cancellation = default)
    {
        if (folder is null) return Fit(PreparedText.Of(recipe), null, progress, cancellation);
        return KeptRun.Train(recipe with { Data = Path.GetFullPath(recipe.Data) }, folder, existing, PreparedText.Of, p => p.Recipe,
            (prepared, place) => Fit(prepared, place, progress, cancellation));
    }

    /// <summary>Goes on with a run that was cancelled or killed.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="epochs">Another number of epochs than the recipe says, in all; null keeps the recipe.</param>
    /// <param name="progress">Is told what happens, on this thread.</param>
    /// <param name="cancellation">Ends training after the step that runs.</param>
    /// <exception cref="ArgumentException">More epochs are trained already.</exception>
    /// <exception cref="RunException">There is no run, or it is damaged.</exception>
    public static TextRun Resume(string folder, int? epochs = null, IProgress<TrainingEvent>? progress = null,
        CancellationToken cancellation = default) =>
        Train(KeptRun.ToResume(folder, epochs), folder, ExistingRun.Resume, progress, cancellation);

    /// <summary>Reads a run: the finished model, or the one of the latest checkpoint, and then <see cref="Notice"/> says so.</summary>
    /// <exception cref="RunException">There is no run, or it is damaged.</exception>
    /// <exception cref="DatasetException">The run is not finished, and its text cannot be used any more.</exception>
    public static TextRun Load(string folder)
    {
        var place = new RunFolder(folder);
        var recipe = Recipe.Load(place.Recipe);
        if (Directory.Exists(place.Model))
        {
            var tokens = Tokenizer.Load(Path.Combine(place.Model, Vocabulary));
            var model = PreparedText.ModelOf(recipe, tokens, new Rng(0));
            KeptRun.LoadWeights(place, model);
            return new TextRun(place, recipe, model, tokens);
        }
        var prepared = PreparedText.Of(recipe);
        return new TextRun(place, prepared.Recipe, prepared.Model, prepared.Tokens)
        {
            Notice = KeptRun.LoadWeights(place, prepared.Model),
        };
    }

    /// <summary>Judges the model on the part of its text that was set aside for the test, or on the validation part when none
    /// was.</summary>
    /// <exception cref="DatasetException">The text cannot be used any more.</exception>
    public TextEvaluation Evaluate()
    {
        var prepared = PreparedText.Of(Recipe);
        var (part, tokens) = prepared.Judged;
        string? note = part switch
        {
            "test" => null,
            "validation" => "No text was set aside for a test (--test), so this is the validation part, which training was followed by.",
            _ => "No text was set aside, so this is the text it was trained on.",
        };
        return Judge($"{Path.GetFileName(Recipe.Data)}, {part} part", tokens, prepared.Baselines) with
        {
            Notes = note is null ? [] : [note],
        };
    }

    /// <summary>Judges the model on another text.</summary>
    /// <exception cref="DatasetException">The text is too short, or holds characters that the vocabulary cannot say.</exception>
    public TextEvaluation Evaluate(string path) =>
        Judge(Path.GetFileName(path), Tokens.Encode(PreparedText.Read(path)), _ => []);

    /// <summary>Text that the model writes: each token drawn by softmax(logits / temperature).</summary>
    /// <param name="prompt">What it goes on from; empty begins with the first token of the vocabulary.</param>
    /// <param name="count">Tokens to write.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <param name="temperature">Below 1 likelier tokens come more often, above 1 less.</param>
    /// <exception cref="ArgumentOutOfRangeException">A temperature that is not above 0.</exception>
    public string Write(string prompt, int count, ulong seed = 42, double temperature = 0.8)
    {
        if (!(temperature > 0)) throw new ArgumentOutOfRangeException(nameof(temperature),
            $"The temperature lies above 0; received {temperature}.");
        var rng = new Rng(seed).Fork("writing");
        var written = new List<int>(Tokens.Encode(prompt));
        if (written.Count == 0) written.Add(0);
        int begin = written.Count, context = Recipe.Context!.Value;
        for (int i = 0; i < count; i++)
        {
            long[] seen = [.. written.Skip(Math.Max(0, written.Count - context)).Select(t => (long)t)];
            using var tape = Tape.Start(Mode.Inference);
            float[] logits = Model.Forward(Tensor.From(seen, [1, seen.Length])).Select(1, seen.Length - 1).ToArray<float>();
            written.Add(Draw(logits, temperature, rng));
        }
        return prompt + Tokens.Decode([.. written.Skip(begin)]);
    }

    private static int Draw(float[] logits, double temperature, Rng rng)
    {
        double most = logits.Max(), place = 0;
        double[] weights = Array.ConvertAll(logits, x => Math.Exp((x - most) / temperature));
        double aim = rng.NextDouble() * weights.Sum();
        for (int i = 0; i < weights.Length; i++)
            if ((place += weights[i]) > aim) return i;
        return Array.IndexOf(weights, weights.Max());
    }

    private TextEvaluation Judge(string data, int[] tokens, Func<int[], IReadOnlyList<(string Name, double Loss)>> baselines)
    {
        int context = Recipe.Context!.Value, windows = (tokens.Length - 1) / context;
        if (windows < 1)
            throw new DatasetException($"'{data}' has {tokens.Length} tokens, too few for a window of {context} and the token after it.");
        int[] judged = tokens[..(windows * context + 1)];
        return new TextEvaluation
        {
            Data = data,
            Tokens = windows * context,
            Loss = PreparedText.Judge(Model, judged, Recipe).Loss,
            CharactersPerToken = (double)Tokens.Decode(judged).Length / judged.Length,
            Baselines = baselines(judged),
        };
    }

    private static TextRun Fit(PreparedText prepared, RunFolder? place, IProgress<TrainingEvent>? progress, CancellationToken cancellation)
    {
        var trainer = prepared.CreateTrainer(place);
        trainer.Checkpoints?.Restore(trainer);
        var outcome = prepared.Fit(trainer, progress, cancellation);
        var judged = outcome.Reason == StopReason.Cancelled ? null : prepared.Evaluate();
        var run = new TextRun(place, prepared.Recipe, prepared.Model, prepared.Tokens)
        {
            Outcome = outcome,
            CharactersPerToken = prepared.CharactersPerToken,
            Baselines = prepared.Baselines(),
            ValidationLoss = judged?.Loss,
        };
        if (place is not null && judged is not null) KeptRun.Keep(place, run.Model, RunResult.Of(outcome, judged,
            run.Recipe.Validation > 0 ? "validation" : "training", [.. run.Baselines.Select(b => new Baseline(b.Name, [new NamedFigure("loss", b.Loss)]))]),
            (Vocabulary, run.Tokens.ToJson()));
        return run;
    }
}
