using Cajal.Networks;

namespace Cajal.Training;

/// <summary>A policy that learns a game by playing it, from nothing to a saved model: <c>GameRun.Train(new Recipe { Data = "catch" })</c>.</summary>
/// <remarks>There is no data set: batches are played, and the folder, checkpoints and resuming are those of every run.</remarks>
public sealed class GameRun
{
    private readonly PreparedGame prepared;

    private GameRun(RunFolder? folder, PreparedGame prepared) => (Folder, this.prepared) = (folder, prepared);

    /// <summary>Where it is kept; null for a run that was not saved.</summary>
    public RunFolder? Folder { get; }

    /// <summary>What was done, every choice made.</summary>
    public Recipe Recipe => prepared.Recipe;

    /// <summary>The policy and its baseline.</summary>
    public Reinforce Model => prepared.Player.Model;

    /// <summary>Numbers of a state that the policy sees.</summary>
    public int StateSize => prepared.TrainingSource().Input.Shape.Count;

    /// <summary>How training went; null for a run that was loaded.</summary>
    public TrainingResult? Outcome { get; private init; }

    /// <summary>How games go that training was followed by: <c>won</c> and <c>reward</c>; null when training was cancelled, and for a run
    /// that was loaded.</summary>
    public Evaluation? Figures { get; private init; }

    /// <summary>Whether the game was solved: within a hundredth of what the best player wins.</summary>
    public bool IsSolved => prepared.IsSolved;

    /// <summary>What to know about the weights when the run is not finished; null when it is.</summary>
    public string? Notice { get; private init; }

    /// <summary>Whether a recipe is about a game.</summary>
    public static bool IsGame(Recipe recipe) => GameCatalog.Names(recipe.Data);

    /// <summary>Trains a policy by a recipe.</summary>
    /// <param name="recipe">What is left open in it is chosen; its data are a game of <see cref="GameCatalog"/>.</param>
    /// <param name="folder">Where to keep the run; null keeps it in memory only. A run of the same recipe that stopped goes on.</param>
    /// <param name="existing">What to do when the folder holds a run already.</param>
    /// <param name="progress">Is told what happens, on this thread.</param>
    /// <param name="cancellation">Ends training after the step that runs; the run can go on from its folder.</param>
    /// <exception cref="ArgumentException">The recipe asks for something that does not exist.</exception>
    /// <exception cref="RunException">The folder cannot be used, or training failed.</exception>
    public static GameRun Train(Recipe recipe, string? folder = null, ExistingRun existing = ExistingRun.Refuse,
        IProgress<TrainingEvent>? progress = null, CancellationToken cancellation = default) =>
        folder is null ? Fit(PreparedGame.Of(recipe), null, progress, cancellation)
        : KeptRun.Train(recipe, folder, existing, PreparedGame.Of, p => p.Recipe, (prepared, place) => Fit(prepared, place, progress, cancellation));

    /// <summary>Goes on with a run that was cancelled or killed.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="epochs">Another number of epochs than the recipe says, in all; null keeps the recipe.</param>
    /// <param name="progress">Is told what happens, on this thread.</param>
    /// <param name="cancellation">Ends training after the step that runs.</param>
    /// <exception cref="ArgumentException">More epochs are trained already.</exception>
    /// <exception cref="RunException">There is no run, or it is damaged.</exception>
    public static GameRun Resume(string folder, int? epochs = null, IProgress<TrainingEvent>? progress = null,
        CancellationToken cancellation = default) =>
        Train(KeptRun.ToResume(folder, epochs), folder, ExistingRun.Resume, progress, cancellation);

    /// <summary>Reads a run: the finished model, or the one of the latest checkpoint, and then <see cref="Notice"/> says so.</summary>
    /// <exception cref="RunException">There is no run, or it is damaged.</exception>
    public static GameRun Load(string folder)
    {
        var place = new RunFolder(folder);
        var prepared = PreparedGame.Of(Recipe.Load(place.Recipe));
        return new GameRun(place, prepared) { Notice = KeptRun.LoadWeights(place, prepared.Player) };
    }

    /// <summary>Plays a thousand games that neither training nor its figures have seen, by the likeliest actions.</summary>
    public RunEvaluation Evaluate() => new(prepared.Evaluate("test"), null, [], $"{Recipe.Data}, games that were not played before", []);

    /// <summary>One game as it is played: a picture before each step and one of its end.</summary>
    /// <param name="seed">Decides the game.</param>
    public IReadOnlyList<string> Watch(ulong seed = 42) => prepared.Watch(new Rng(seed).Fork("watched"));

    private static GameRun Fit(PreparedGame prepared, RunFolder? place, IProgress<TrainingEvent>? progress, CancellationToken cancellation)
    {
        var trainer = prepared.CreateTrainer(place);
        trainer.Checkpoints?.Restore(trainer);
        var outcome = prepared.Fit(trainer, progress, cancellation);
        var judged = outcome.Reason == StopReason.Cancelled ? null : prepared.Evaluate("validation");
        if (place is not null && judged is not null) KeptRun.Keep(place, prepared.Player, RunResult.Of(outcome, judged, "validation", []));
        return new GameRun(place, prepared) { Outcome = outcome, Figures = judged };
    }
}
