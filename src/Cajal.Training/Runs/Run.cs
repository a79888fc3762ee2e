using System.Runtime.InteropServices;
using Cajal.Data;

namespace Cajal.Training;

/// <summary>A training run from data to a saved network: <c>var run = Run.Train(new Recipe { Data = "digits" });</c></summary>
public sealed class Run
{
    // The data of a program, which no name leads to.
    private Dataset? given;

    private Run(RunFolder? folder, Recipe recipe, TrainedModel model, string? notice = null)
    {
        (Folder, Recipe, Model, Notice) = (folder, recipe, model, notice);
    }

    /// <summary>Where it is kept; null for a run that was not saved.</summary>
    public RunFolder? Folder { get; }

    /// <summary>What was done, every choice made.</summary>
    public Recipe Recipe { get; }

    /// <summary>The network, ready to answer.</summary>
    public TrainedModel Model { get; }

    /// <summary>What to know about the weights when the run is not finished; null when it is.</summary>
    public string? Notice { get; }

    /// <summary>How training went; null for a run that was loaded.</summary>
    public TrainingResult? Outcome { get; private init; }

    /// <summary>How the finished run was judged; null when it is not finished.</summary>
    public RunResult? Result { get; private init; }

    /// <summary>Trains a network by a recipe.</summary>
    /// <param name="recipe">What is left open in it is chosen from the data.</param>
    /// <param name="folder">Where to keep the run; null keeps it in memory only.</param>
    /// <param name="existing">What to do when the folder holds a run already.</param>
    /// <param name="progress">Is told what happens, on this thread.</param>
    /// <param name="cancellation">Ends training after the step that runs; no exception is thrown, and the run can be resumed from its
    /// folder.</param>
    /// <exception cref="ArgumentException">The recipe asks for something that does not exist.</exception>
    /// <exception cref="DatasetException">The data cannot be used.</exception>
    /// <exception cref="RunException">The folder cannot be used, or training failed.</exception>
    public static Run Train(Recipe recipe, string? folder = null, ExistingRun existing = ExistingRun.Refuse,
        IProgress<TrainingEvent>? progress = null,
        CancellationToken cancellation = default)
    {
        if (folder is null) return Train(PreparedRun.Of(Anchored(recipe)), null, progress, cancellation);
        var place = new RunFolder(folder);
        bool isNew = !Directory.Exists(folder);
        place.Prepare(existing);
        try
        {
            return TrainIn(place, recipe, existing, progress, cancellation);
        }
        catch
        {
            // A run that never began leaves nothing behind.
            if (isNew) place.RemoveIfEmpty();
            throw;
        }
    }

    /// <summary>Trains a network on data that a program holds, such as <c>Dataset.From(rows)</c>. The run is kept in memory; <see cref="TrainedModel.Save"/> keeps its network.</summary>
    /// <param name="recipe">What is left open in it is chosen from the data; its own data are not read.</param>
    /// <param name="data">Examples with targets.</param>
    /// <param name="progress">Is told what happens, on this thread.</param>
    /// <param name="cancellation">Ends training after the step that runs; no exception is thrown.</param>
    /// <exception cref="ArgumentException">The recipe asks for something that does not exist.</exception>
    /// <exception cref="DatasetException">The data cannot be used.</exception>
    public static Run Train(Recipe recipe, Dataset data, IProgress<TrainingEvent>? progress = null, CancellationToken cancellation = default) =>
        Train(PreparedRun.Of(recipe with { Data = data.Name, DataOptions = null }, data), null, progress, cancellation, data);

    /// <summary>Goes on with a run that was cancelled or killed; the weights end up as if it had not been.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="epochs">Another number of epochs than the recipe says, in all; a schedule then is stretched over all of them. Null
    /// keeps the recipe.</param>
    /// <param name="dataFolder">Where the files of its data set lie now; null where they lay when it was begun.</param>
    /// <param name="progress">Is told what happens, on this thread.</param>
    /// <param name="cancellation">Ends training after the step that runs.</param>
    /// <exception cref="ArgumentException">More epochs are trained already.</exception>
    /// <exception cref="RunException">There is no run, or it is damaged, or another process is training it.</exception>
    /// <exception cref="DatasetException">The data are not those of the run any more.</exception>
    public static Run Resume(string folder, int? epochs = null, string? dataFolder = null, IProgress<TrainingEvent>? progress = null,
        CancellationToken cancellation = default)
    {
        var place = new RunFolder(folder);
        RequireRun(place);
        using var held = RunLock.Take(folder);
        place.Sweep();
        var stored = Recipe.Load(place.Recipe);
        var recipe = Moved(stored, dataFolder);
        if (epochs is { } wanted && wanted != stored.Epochs) recipe = KeptRun.Lengthened(recipe, wanted,
            new Checkpoints(place.Checkpoints).EpochsDone());
        if (recipe != stored) recipe.Save(place.Recipe);
        return GoOn(place, recipe, progress, cancellation);
    }

    /// <summary>Reads a run: the finished network, or the one of the latest checkpoint, and then <see cref="Notice"/> says so.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="dataFolder">Where the files of its data set lie now; null where they lay when it was trained.</param>
    /// <exception cref="RunException">There is no run, or it is damaged or written by a later version.</exception>
    public static Run Load(string folder, string? dataFolder = null)
    {
        var place = new RunFolder(folder);
        RequireRun(place);
        var recipe = Moved(Recipe.Load(place.Recipe), dataFolder);
        var result = File.Exists(place.Result) ? RunResult.Load(place.Result) : null;
        if (Directory.Exists(place.Model)) return new Run(place, recipe, TrainedModel.Load(place.Model), Unfinished(recipe, result))
        { Result = result };
        if (new Checkpoints(place.Checkpoints).Find() is not { } checkpoint)
            throw new RunException($"The run '{folder}' has neither a finished model nor a checkpoint. Resume it to train it.");
        var preprocessing = TrainedModel.ReadPreprocessing(place.Preprocessing);
        var spec = PreparedRun.SpecOf(recipe, preprocessing);
        var model = new TrainedModel(spec, spec.Build(new Rng(0)), preprocessing);
        ModelWeights.Load(Path.Combine(checkpoint, Checkpoint.Weights), model.Network);
        return new Run(place, recipe, model, $"The run is not finished; these are the weights of its checkpoint "
            + $"'{Path.GetFileName(checkpoint)}'. Resume it to finish it.");
    }

    /// <summary>Judges the network on the run's own test part, which training never sees.</summary>
    /// <exception cref="DatasetException">The data are not those of the run any more.</exception>
    public RunEvaluation Evaluate(CancellationToken cancellation = default)
    {
        var (data, part, hasTest) = TestPart();
        var examples = Model.Preprocessing.Apply(part);
        return Model.Judge(examples, $"{data.Name}, {(hasTest ? "test" : "training")} part",
            [.. hasTest ? Array.Empty<string>() : ["No examples were set aside for a test, so these are the examples it was trained on."],
                .. Baselines.Sentences(data, part.Rows.ToArray())], cancellation);
    }

    /// <summary>How well the network tells changed pictures of the run's own test part: accuracy against noise, shift and rotation.</summary>
    /// <exception cref="ArgumentException">It does not tell classes of pictures.</exception>
    /// <exception cref="DatasetException">The data are not those of the run any more.</exception>
    public IReadOnlyList<Robustness> Robustness(CancellationToken cancellation = default) =>
        Training.Robustness.Of(Model, Model.Preprocessing.Apply(TestPart().Part), Recipe.Seed, cancellation);

    /// <summary>Judges the network on other data.</summary>
    /// <exception cref="DatasetException">The data lack what the network reads, or their targets.</exception>
    public RunEvaluation Evaluate(string data, DatasetOptions? options = null, CancellationToken cancellation = default) =>
        Model.Evaluate(data, options, cancellation);

    /// <summary>The network's answers for other data; targets are not looked at.</summary>
    /// <exception cref="DatasetException">The data lack what the network reads.</exception>
    public Predictions Predict(string data, DatasetOptions? options = null, CancellationToken cancellation = default) =>
        Model.Predict(Datasets.LoadToPredict(data, Model.Preprocessing, options), cancellation);

    // The training part where nothing was set aside.
    private (Dataset Data, Part Part, bool IsTest) TestPart()
    {
        var data = given ?? Datasets.Load(Recipe.Data, Recipe.DataOptions);
        var split = DataSplit.Repeat(data, Recipe.Split ?? throw new RunException("The recipe of this run records no split, so its test "
            + "part is not known. Name the data to judge it by."));
        return split.Test.Count > 0 ? (data, split.Test.Open(), true) : (data, split.Train, false);
    }

    private static Run TrainIn(RunFolder place, Recipe recipe, ExistingRun existing, IProgress<TrainingEvent>? progress,
        CancellationToken cancellation)
    {
        using var held = RunLock.Take(place.Path);
        place.Sweep();
        if (!place.HasRun || existing != ExistingRun.Resume) return Begin(place, recipe, progress, cancellation);
        var stored = Recipe.Load(place.Recipe);
        RecipeComparison.RequireSame(recipe, stored, place.Recipe);
        return GoOn(place, stored, progress, cancellation);
    }

    private static Run Begin(RunFolder place, Recipe recipe, IProgress<TrainingEvent>? progress, CancellationToken cancellation)
    {
        var asked = Anchored(recipe) with { Versions = Versions() };
        // A process that is killed while it reads its data leaves a run that can be resumed. A run that stood here before is touched only
        // when the new one is sure to begin.
        bool isFree = place.IsFree;
        if (isFree) asked.Save(place.Recipe);
        PreparedRun prepared;
        try
        {
            prepared = PreparedRun.Of(asked);
            prepared.RequireTrainable();
        }
        catch
        {
            if (isFree) place.Forget();
            throw;
        }
        if (isFree) Write(prepared, place);
        else place.Replace(() => Write(prepared, place));
        return Train(prepared, place, progress, cancellation);
    }

    private static Run GoOn(RunFolder place, Recipe stored, IProgress<TrainingEvent>? progress, CancellationToken cancellation)
    {
        var prepared = PreparedRun.Of(stored);
        // It was killed before its choices were made.
        if (stored.Split is null) Write(prepared, place);
        return Train(prepared, place, progress, cancellation);
    }

    // The recipe comes last: with its choices in it, all that stands before the training is complete.
    private static void Write(PreparedRun prepared, RunFolder place)
    {
        AtomicFile.Write(place.Preprocessing, System.Text.Encoding.UTF8.GetBytes(prepared.Model.Preprocessing.ToJson()));
        prepared.Recipe.Save(place.Recipe);
    }

    private static Run Train(PreparedRun prepared, RunFolder? place, IProgress<TrainingEvent>? progress, CancellationToken cancellation, Dataset? given = null)
    {
        var trainer = prepared.CreateTrainer(place);
        bool isResumed = trainer.Checkpoints?.Restore(trainer) == true;
        progress?.Report(new RunPrepared(prepared.Recipe, prepared.Model.Spec, prepared.Model.Network.Parameters.Sum(p => (long)p.Count),
            prepared.Model.Preprocessing, prepared.Notes));
        using var meter = new EnergyMeter();
        var training = prepared.Fit(trainer, progress, cancellation);
        double? cpuSeconds = isResumed ? null : meter.CpuSeconds, joules = isResumed ? null : meter.Joules;
        if (prepared.QueueSentence is { } queue) progress?.Report(new TrainingNotice(queue));
        if (training.Reason == StopReason.Cancelled) return new Run(place, prepared.Recipe, prepared.Model,
            training.Sentence)
        { Outcome = training, given = given };
        prepared.Model.Summary = AnswerSummary.Of(prepared, CancellationToken.None);
        if (place is not null) prepared.Model.Save(place.Model);
        RunResult? result = null;
        try
        {
            result = Judge(prepared, training, cancellation) with
            {
                ZeroWeights = Penalty.ZeroShare(trainer.Penalties, trainer.Model),
                CpuSeconds = cpuSeconds,
                Joules = joules,
            };
            if (place is not null) TrainingJson.Write(place.Result, result, TrainingJson.Default.RunResult);
            progress?.Report(new RunJudged(result));
        }
        catch (OperationCanceledException)
        {
            // The network is trained and saved; only what it is held against is missing, and a resume makes up for it.
        }
        return new Run(place, prepared.Recipe, prepared.Model) { Outcome = training, Result = result, given = given };
    }

    private static RunResult Judge(PreparedRun prepared, TrainingResult training, CancellationToken cancellation)
    {
        var judged = prepared.Validation ?? prepared.Train;
        var figures = prepared.Model.Evaluate(judged, prepared.Recipe.Metrics, cancellation);
        var baselines = Baselines.Of(prepared, judged, cancellation);
        return RunResult.Of(training, figures, prepared.Validation is null ? "training" : "validation", baselines) with
        {
            Training = prepared.Validation is null ? null : prepared.Model.Evaluate(prepared.Train, prepared.Recipe.Metrics, cancellation),
        };
    }

    private static void RequireRun(RunFolder place)
    {
        if (!place.HasRun) throw new RunException($"'{place.Path}' holds no run (recipe.json is missing). Check the path, or train first.");
    }

    private static string? Unfinished(Recipe recipe, RunResult? result) =>
        result is { Reason: StopReason.Completed } && result.Epochs < recipe.Epochs
            ? $"The run goes on to {recipe.Epochs} epochs and is not finished; these are the weights it had after {result.Epochs}."
            : null;

    private static Recipe Moved(Recipe recipe, string? dataFolder) => dataFolder is null ? recipe
        : IsNamed(recipe.Data) ? recipe with { DataOptions = (recipe.DataOptions ?? new()) with { Folder = Path.GetFullPath(dataFolder) } }
        : recipe with { Data = Path.GetFullPath(Path.Combine(dataFolder, Path.GetFileName(recipe.Data))) };

    internal static bool IsNamed(string data) => Datasets.All.Any(s => s.Name.Equals(data, StringComparison.OrdinalIgnoreCase));

    // A path in the recipe must still lead to the data when the run is resumed or evaluated from another folder.
    internal static Recipe Anchored(Recipe recipe) => recipe with
    {
        Data = Path.Exists(recipe.Data) && !IsNamed(recipe.Data) ? Path.GetFullPath(recipe.Data) : recipe.Data,
        From = recipe.From is { } from ? Path.GetFullPath(from) : null,
        DataOptions = recipe.DataOptions is { Folder: { } folder } options ? options with { Folder = Path.GetFullPath(folder) }
            : recipe.DataOptions,
    };

    private static SortedDictionary<string, string> Versions() => new(StringComparer.Ordinal)
    {
        ["cajal"] = typeof(Run).Assembly.GetName().Version?.ToString(3) ?? "unknown",
        ["dotnet"] = Environment.Version.ToString(),
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
    };
}
