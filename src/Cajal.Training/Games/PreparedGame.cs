using Cajal.Networks;

namespace Cajal.Training;

/// <summary>A recipe of a game brought to life: every choice made, policy and baseline built.</summary>
internal sealed class PreparedGame : IPreparedTraining
{
    private const int Rounds = 25, UsualEpochs = 200, UsualGames = 64, Judged = 1000;
    private const double SolvedShare = 0.99;

    private readonly Func<IGame> make;
    private readonly GameBatches train;
    private readonly StopAt? solved;

    private PreparedGame(Recipe recipe)
    {
        (Recipe, make) = (recipe, GameCatalog.All.Parse(recipe.Data));
        var game = make();
        Player = new Player(GameCatalog.Players.Parse(recipe.Model!)(game.StateSize, game.Actions, new Rng(recipe.Seed).Fork("model")));
        train = new GameBatches(Player, make, RecipeNumbers.BatchSize(recipe.Batch!, UsualGames), Rounds, new Rng(recipe.Seed).Fork("play"));
        // Within a hundredth of the best, as far as it lies above nothing.
        solved = game.BestReward is var best && double.IsFinite(best) ? new StopAt("reward", best - (1 - SolvedShare) * Math.Abs(best)) : null;
    }

    public Recipe Recipe { get; }

    public Player Player { get; }

    /// <summary>Whether it plays as well as can be, as far as anybody knows.</summary>
    public bool IsSolved => solved is { IsReached: true };

    /// <summary>Makes every choice that is open.</summary>
    public static PreparedGame Of(Recipe recipe)
    {
        RecipeNumbers.Check(recipe);
        RecipeTrainer.RequireOpen(recipe with { EarlyStopping = recipe.EarlyStopping is 0 ? null : recipe.EarlyStopping },
            "a game, which is played and has no data set", "layers", "activation", "dropout", "initializer", "augment", "balanced", "fold",
            "share", "labels", "from", "tune", "loss", "metrics", "dataOptions", "validation", "test", "earlyStopping", "stopBy");
        var reasons = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (property, reason) in recipe.Reasons ?? new Dictionary<string, string>()) reasons[property] = reason;
        if (recipe.Schedule is null) reasons["schedule"] = "training ends when the game is solved, and nobody knows when that is";
        if (recipe.ClipNorm is null) reasons["clipNorm"] = "a round of luck must not throw the policy over";
        return new PreparedGame(recipe with
        {
            Model = recipe.Model ?? "reinforce",
            Batch = recipe.Batch ?? $"{UsualGames}",
            Epochs = recipe.Epochs ?? UsualEpochs,
            Optimizer = recipe.Optimizer ?? "adam",
            LearningRate = recipe.LearningRate ?? (recipe.Optimizer is null ? 3e-3 : null),
            Schedule = recipe.Schedule ?? "constant",
            ClipNorm = recipe.ClipNorm ?? 1,
            EarlyStopping = 0,
            Reasons = reasons,
        });
    }

    public BatchSource TrainingSource() => train;

    public BatchSource ValidationSource() => HeldOut("validation");

    public Trainer CreateTrainer() => CreateTrainer(null);

    public Trainer CreateTrainer(RunFolder? folder) => RecipeTrainer.Of(Recipe, Objective.Of(Player, Player.Loss), train.Count, folder,
        [GameMetric.Won, GameMetric.Reward], callbacks: solved is null ? [] : [solved]);

    public TrainingResult Fit(Trainer trainer, IProgress<TrainingEvent>? progress, CancellationToken cancellation) =>
        trainer.Fit(train, Recipe.Epochs!.Value, ValidationSource(), progress, cancellation);

    /// <summary>How well games go that were never played before.</summary>
    /// <param name="part">Which of them: those that training is followed by, or those of the test.</param>
    public Evaluation Evaluate(string part) => CreateTrainer(null).Evaluate(HeldOut(part)) with { Examples = Judged };

    /// <summary>One game, played by the likeliest actions: how it looks before each step and at its end.</summary>
    public IReadOnlyList<string> Watch(Rng rng)
    {
        var game = make();
        var seen = new List<string>();
        float[] state = new float[game.StateSize];
        for (game.Begin(rng); !game.IsOver;)
        {
            seen.Add(game.ToString()!);
            game.See(state);
            using var tape = Tape.Start(Mode.Inference);
            game.Act((int)Player.Model.Policy.Forward(Tensor.From(state, [1, state.Length])).ArgMax(1).Item());
        }
        return [.. seen, game.ToString()!];
    }

    private GameBatches HeldOut(string part) => new(Player, make, Judged, 1, new Rng(Recipe.Seed).Fork(part), isHeldOut: true);
}
