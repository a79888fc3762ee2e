using Cajal.Training;

namespace Cajal.Cli;

/// <summary>A training run that was asked for and not begun yet.</summary>
/// <param name="Folder">Where the run is kept.</param>
/// <param name="Recipe">What to train; null goes on with the run that is there.</param>
/// <param name="Existing">What to do with a run that is there.</param>
/// <param name="Epochs">More epochs for a run that goes on.</param>
/// <param name="DataFolder">Where the data of a run that goes on lie now.</param>
internal sealed record TrainJob(string Folder, Recipe? Recipe, ExistingRun Existing, int? Epochs, string? DataFolder)
{
    /// <summary>Whether it is about text, by its recipe or that of the run that goes on.</summary>
    public bool IsText => TextRun.IsText(Asked.Data);

    /// <summary>Whether it is about a model that makes examples.</summary>
    public bool IsGenerative => GenerativeRun.IsGenerative(Asked);

    /// <summary>Whether it is about a game.</summary>
    public bool IsGame => GameRun.IsGame(Asked);

    private Recipe Asked => Recipe ?? Training.Recipe.Load(new RunFolder(Folder).Recipe);

    public Run Start(IProgress<TrainingEvent> progress, CancellationToken cancellation) => Recipe is null
        ? Run.Resume(Folder, Epochs, DataFolder, progress, cancellation)
        : Run.Train(Recipe, Folder, Existing, progress, cancellation);
}
