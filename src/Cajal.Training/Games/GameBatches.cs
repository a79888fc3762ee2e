using System.Globalization;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>Batches that are played: each holds the steps of some games, side by side, by the policy as it is at that moment. What chance
/// decides depends on seed, epoch and batch only, so that a run that goes on plays what it would have played.</summary>
/// <remarks>Inputs are states [S], targets action, return and the game's whole reward, [3]. Held-out games are the same in every epoch and
/// played by the likeliest actions.</remarks>
internal sealed class GameBatches : BatchSource
{
    private readonly Player player;
    private readonly IGame[] games;
    private readonly Rng chance;
    private readonly bool isHeldOut;
    private readonly int steps, rounds;
    private int epoch;
    private (float[] States, float[] Targets) played = ([], []);

    /// <param name="player">Who plays.</param>
    /// <param name="make">A new game.</param>
    /// <param name="count">Games side by side.</param>
    /// <param name="rounds">Batches of an epoch.</param>
    /// <param name="chance">Decides games and actions.</param>
    /// <param name="isHeldOut">True for games to judge by.</param>
    public GameBatches(Player player, Func<IGame> make, int count, int rounds, Rng chance, bool isHeldOut = false)
    {
        (this.player, this.rounds, this.chance, this.isHeldOut) = (player, rounds, chance, isHeldOut);
        games = [.. Enumerable.Range(0, count).Select(_ => make())];
        steps = PlayedGames.Play([make()], states => Tensor.Ones([1, games[0].Actions]), chance).Actions.Count;
        Input = new TensorSpec([games[0].StateSize], DType.Float32);
    }

    public override int ExampleCount => BatchSize * rounds;

    public override int BatchSize => steps * games.Length;

    public override TensorSpec Input { get; }

    public override TensorSpec Target { get; } = new([3], DType.Float32);

    public override void StartEpoch(int epoch) => this.epoch = epoch;

    public override void Fill(int batch, int from, State inputs, State targets)
    {
        FillInputs(batch, from, inputs);
        targets.Write<float, (float[] All, int First)>((played.Targets, 3 * from), static (y, at) => at.All.AsSpan(at.First, y.Length).CopyTo(y));
    }

    public override void FillInputs(int batch, int from, State inputs)
    {
        if (from == 0) Play(batch);
        inputs.Write<float, (float[] All, int First)>((played.States, from * Input.Shape.Count), static (x, at) =>
            at.All.AsSpan(at.First, x.Length).CopyTo(x));
    }

    private void Play(int batch)
    {
        var rng = isHeldOut ? chance : chance.Fork(string.Create(CultureInfo.InvariantCulture, $"{epoch}/{batch}"));
        var round = player.Model.Play(games, new Rng(rng.Key), greedy: isHeldOut);
        long[] actions = round.Actions.ToArray<long>();
        if (actions.Length != BatchSize)
            throw new RunException($"The games of a batch are to have equally many steps, {steps} each; {games.Length} games took {actions.Length}.");
        float[] returns = round.Returns.ToArray<float>(), totals = round.Totals.ToArray<float>(), targets = new float[3 * actions.Length];
        for (int i = 0; i < actions.Length; i++) (targets[3 * i], targets[3 * i + 1], targets[3 * i + 2]) = (actions[i], returns[i], totals[i]);
        played = (round.States.ToArray<float>(), targets);
    }
}
