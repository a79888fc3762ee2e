using Cajal.Data;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>A language model from a text file to a saved model: it reads tokens and foretells the next one; the last part of the text is
/// for
/// validation.</summary>
public sealed class TextRun
{
    private TextRun(RunFolder? folder, PreparedText prepared, TrainingResult outcome)
    {
        (Folder, Recipe, Model, Tokens, Outcome) = (folder, prepared.Recipe, prepared.Model, prepared.Tokens, outcome);
        (CharactersPerToken, Baselines) = (prepared.CharactersPerToken, prepared.Baselines());
        ValidationLoss = outcome.Reason == StopReason.Cancelled ? null : prepared.Evaluate();
    }

    /// <summary>Where it is kept; null for a run that was not saved.</summary>
    public RunFolder? Folder { get; }

    /// <summary>What was done, every choice made.</summary>
    public Recipe Recipe { get; }

    /// <summary>Tokens [N, T] → logits [N, T, V].</summary>
    public Layer Model { get; }

    /// <summary>The vocabulary.</summary>
    public Tokenizer Tokens { get; }

    /// <summary>How training went.</summary>
    public TrainingResult Outcome { get; }

    /// <summary>Mean of −ln p over the tokens of the validation part; null when training was cancelled.</summary>
    public double? ValidationLoss { get; }

    /// <summary>Characters that a token stands for, in the mean: 1 for characters. Losses of different vocabularies compare per
    /// character.</summary>
    public double CharactersPerToken { get; }

    /// <summary>Losses per token of answers that need no network: frequencies alone, and those after the token before.</summary>
    public IReadOnlyList<(string Name, double Loss)> Baselines { get; }

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
        var place = new RunFolder(folder);
        bool isNew = !Directory.Exists(folder);
        place.Prepare(existing);
        try
        {
            using var held = RunLock.Take(place.Path);
            place.Sweep();
            bool goesOn = place.HasRun && existing == ExistingRun.Resume;
            var stored = goesOn ? Recipe.Load(place.Recipe) : null;
            if (stored is not null) RecipeComparison.RequireSame(recipe, stored, place.Recipe);
            var prepared = PreparedText.Of(stored ?? (recipe with { Data = Path.GetFullPath(recipe.Data) }));
            if (goesOn) return Fit(prepared, place, progress, cancellation);
            if (place.IsFree) prepared.Recipe.Save(place.Recipe);
            else place.Replace(() => prepared.Recipe.Save(place.Recipe));
            return Fit(prepared, place, progress, cancellation);
        }
        catch
        {
            if (isNew) place.RemoveIfEmpty();
            throw;
        }
    }

    /// <summary>Goes on with a run that was cancelled or killed.</summary>
    /// <exception cref="RunException">There is no run, or it is damaged.</exception>
    public static TextRun Resume(string folder, IProgress<TrainingEvent>? progress = null, CancellationToken cancellation = default) =>
        Train(Recipe.Load(new RunFolder(folder).Recipe), folder, ExistingRun.Resume, progress, cancellation);

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

    private static TextRun Fit(PreparedText prepared, RunFolder? place, IProgress<TrainingEvent>? progress, CancellationToken cancellation)
    {
        var trainer = prepared.CreateTrainer(place);
        trainer.Checkpoints?.Restore(trainer);
        var outcome = prepared.Fit(trainer, progress, cancellation);
        var run = new TextRun(place, prepared, outcome);
        if (place is not null && outcome.Reason != StopReason.Cancelled) AtomicFolder.Write(place.Model, aside =>
        {
            ModelWeights.Save(Path.Combine(aside, "weights.safetensors"), prepared.Model);
            AtomicFile.Write(Path.Combine(aside, "vocabulary.json"), System.Text.Encoding.UTF8.GetBytes(prepared.Tokens.ToJson()));
        });
        return run;
    }
}
