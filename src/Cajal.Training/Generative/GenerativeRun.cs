using Cajal.Data;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>A model that makes new examples, from data to a saved model: <c>GenerativeRun.Train(new Recipe { Data = "moons", Model = "vae"
/// })</c>.</summary>
/// <remarks>The folder, checkpoints and resuming are those of every run, also where a step makes two updates in turn (a GAN).</remarks>
public sealed class GenerativeRun
{
    private const string Scaling = "preprocessing.json";

    private readonly Passage passage;

    private GenerativeRun(RunFolder? folder, Recipe recipe, Passage passage, Preprocessing preprocessing) =>
        (Folder, Recipe, this.passage, Preprocessing) = (folder, recipe, passage, preprocessing);

    /// <summary>Where it is kept; null for a run that was not saved.</summary>
    public RunFolder? Folder { get; }

    /// <summary>What was done, every choice made.</summary>
    public Recipe Recipe { get; }

    /// <summary>The model; its numbers are scaled, those of <see cref="Sample"/> are not.</summary>
    public GenerativeModel Model => passage.Model;

    /// <summary>How training went; null for a run that was loaded.</summary>
    public TrainingResult? Outcome { get; private init; }

    /// <summary>The model's loss on the validation part, and for points without labels the <c>distance</c> of made from true ones, in units
    /// of that of two true samples; null when training was cancelled, and for a run that was loaded.</summary>
    public Evaluation? Figures { get; private init; }

    /// <summary>What to know about the weights when the run is not finished; null when it is.</summary>
    public string? Notice { get; private init; }

    /// <summary>How examples become the model's numbers.</summary>
    internal Preprocessing Preprocessing { get; }

    /// <summary>Shape of one example.</summary>
    public Shape ExampleShape => Preprocessing.Inputs.ExampleShape;

    /// <summary>Names of the columns of points; empty for pictures.</summary>
    public IReadOnlyList<string> Columns => Preprocessing.Inputs is TableTransform table ? [.. table.Columns.Select(c => c.Name)] : [];

    /// <summary>Whether a recipe asks for a model that makes examples.</summary>
    public static bool IsGenerative(Recipe recipe) => recipe.Model is { } model && GenerativeCatalog.Names(model);

    /// <summary>Trains a model by a recipe.</summary>
    /// <param name="recipe">What is left open in it is chosen; its model is one of <see cref="GenerativeCatalog"/>.</param>
    /// <param name="folder">Where to keep the run; null keeps it in memory only. A run of the same recipe that stopped goes on.</param>
    /// <param name="existing">What to do when the folder holds a run already.</param>
    /// <param name="progress">Is told what happens, on this thread.</param>
    /// <param name="cancellation">Ends training after the step that runs; the run can go on from its folder.</param>
    /// <exception cref="ArgumentException">The recipe asks for something that does not exist.</exception>
    /// <exception cref="DatasetException">The data cannot be used.</exception>
    /// <exception cref="RunException">The folder cannot be used, or training failed.</exception>
    public static GenerativeRun Train(Recipe recipe, string? folder = null, ExistingRun existing = ExistingRun.Refuse,
        IProgress<TrainingEvent>? progress = null, CancellationToken cancellation = default) =>
        folder is null ? Fit(PreparedGenerative.Of(recipe), null, progress, cancellation)
        : KeptRun.Train(Run.Anchored(recipe), folder, existing, PreparedGenerative.Of, p => p.Recipe, (prepared, place) => Fit(prepared, place,
            progress, cancellation));

    /// <summary>Goes on with a run that was cancelled or killed.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="epochs">Another number of epochs than the recipe says, in all; null keeps the recipe.</param>
    /// <param name="progress">Is told what happens, on this thread.</param>
    /// <param name="cancellation">Ends training after the step that runs.</param>
    /// <exception cref="ArgumentException">More epochs are trained already.</exception>
    /// <exception cref="RunException">There is no run, or it is damaged.</exception>
    public static GenerativeRun Resume(string folder, int? epochs = null, IProgress<TrainingEvent>? progress = null,
        CancellationToken cancellation = default) =>
        Train(KeptRun.ToResume(folder, epochs), folder, ExistingRun.Resume, progress, cancellation);

    /// <summary>Reads a run: the finished model, or the one of the latest checkpoint, and then <see cref="Notice"/> says so.</summary>
    /// <exception cref="RunException">There is no run, or it is damaged.</exception>
    public static GenerativeRun Load(string folder)
    {
        var place = new RunFolder(folder);
        var recipe = Recipe.Load(place.Recipe);
        if (Directory.Exists(place.Model))
        {
            var scaling = TrainedModel.ReadPreprocessing(Path.Combine(place.Model, Scaling));
            var passage = new Passage(PreparedGenerative.ModelOf(recipe, scaling, new Rng(0)));
            KeptRun.LoadWeights(place, passage);
            return new GenerativeRun(place, recipe, passage, scaling);
        }
        var prepared = PreparedGenerative.Of(recipe);
        return new GenerativeRun(place, recipe, prepared.Passage, prepared.Preprocessing)
        {
            Notice = KeptRun.LoadWeights(place, prepared.Passage),
        };
    }

    /// <summary>New examples as the data came, row by row: [count, D], columns in their units, pixels from 0 to 255.</summary>
    /// <param name="count">How many. With labels, the classes take turns.</param>
    /// <param name="seed">Decides the draws.</param>
    public float[,] Sample(int count, ulong seed = 42)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var rng = new Rng(seed).Fork("samples");
        using var tape = Tape.Start(Mode.Inference);
        return Unscaled(passage.Sample(count, rng, Preprocessing.Inputs is PictureScaling).Made.ToArray<float>(), count);
    }

    /// <summary>Judges the model on the test part of its data, which training never sees; on the training part when none was set
    /// aside.</summary>
    /// <exception cref="DatasetException">The data are not those of the run any more.</exception>
    public RunEvaluation Evaluate()
    {
        var prepared = PreparedGenerative.Of(Recipe);
        return new RunEvaluation(prepared.Evaluate(passage), null, [], $"{prepared.Data.Name}, {(prepared.HasTest ? "test" : "training")} part",
            prepared.HasTest ? [] : ["No examples were set aside for a test, so these are the examples it was trained on."]);
    }

    /// <summary>Examples in the model's numbers as the data came, row by row: [count, D].</summary>
    internal float[,] Unscaled(float[] values, int count)
    {
        int width = values.Length / count;
        var rows = new float[count, width];
        for (int i = 0; i < values.Length; i++)
            rows[i / width, i % width] = Preprocessing.Inputs switch
            {
                TableTransform table when table.Columns[i % width] is StandardScaling column =>
                    (float)(values[i] * column.StandardDeviation + column.Mean),
                PictureScaling pictures => (float)Math.Clamp(values[i] * pictures.Scale + pictures.Shift, 0, 255),
                _ => values[i],
            };
        return rows;
    }

    private static GenerativeRun Fit(PreparedGenerative prepared, RunFolder? place, IProgress<TrainingEvent>? progress,
        CancellationToken cancellation)
    {
        var trainer = prepared.CreateTrainer(place);
        trainer.Checkpoints?.Restore(trainer);
        var outcome = prepared.Fit(trainer, progress, cancellation);
        var judged = outcome.Reason == StopReason.Cancelled ? null : prepared.Evaluate();
        var run = new GenerativeRun(place, prepared.Recipe, prepared.Passage, prepared.Preprocessing) { Outcome = outcome, Figures = judged };
        if (place is not null && judged is not null)
            KeptRun.Keep(place, prepared.Passage, RunResult.Of(outcome, judged, prepared.JudgedOn, []), (Scaling, prepared.Preprocessing.ToJson()));
        return run;
    }
}
