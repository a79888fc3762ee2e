namespace Cajal.Networks;

/// <summary>What was seen, done and won in some games, step by step.</summary>
public sealed class PlayedGames
{
    private readonly List<float[]> states = [];
    private readonly List<long> actions = [];
    private readonly List<float> returns = [], totals = [];

    private PlayedGames(double meanReward) => MeanReward = meanReward;

    /// <summary>What was seen: [M, S].</summary>
    public Tensor States => Tensor.From([.. states.SelectMany(s => s)], [states.Count, states.Count > 0 ? states[0].Length : 0]);

    /// <summary>What was done: [M] Int64.</summary>
    public Tensor Actions => Tensor.From(actions.ToArray());

    /// <summary>Discounted rewards from each step to the end of its game: [M].</summary>
    public Tensor Returns => Tensor.From(returns.ToArray());

    /// <summary>For each step the sum of all rewards of its game: [M].</summary>
    public Tensor Totals => Tensor.From(totals.ToArray());

    /// <summary>Mean over games of the sum of their rewards.</summary>
    public double MeanReward { get; }

    /// <summary>Plays games side by side; those that end earlier wait for the others.</summary>
    /// <param name="games">The games; each is begun anew.</param>
    /// <param name="policy">Probabilities of the actions: [N, S] → [N, A].</param>
    /// <param name="rng">Random numbers of games and actions.</param>
    /// <param name="discount">γ, in [0, 1].</param>
    /// <param name="greedy">True takes the likeliest action.</param>
    /// <exception cref="ArgumentException">No games, or games that do not look alike.</exception>
    public static PlayedGames Play(IReadOnlyList<IGame> games, Func<Tensor, Tensor> policy, Rng rng, double discount = 1,
        bool greedy = false)
    {
        if (games.Count == 0 || games.Any(g => g.StateSize != games[0].StateSize || g.Actions != games[0].Actions))
            throw new ArgumentException("Games played side by side are at least one, all seen by equally many numbers and with as many actions.");
        if (!(discount >= 0 && discount <= 1))
            throw new ArgumentOutOfRangeException(nameof(discount),
                FormattableString.Invariant($"The discount lies in [0, 1]; received {discount}."));
        using var pause = Tape.Pause();
        int size = games[0].StateSize;
        var steps = games.Select(_ => new List<(float[] State, int Action, double Reward)>()).ToArray();
        var seen = new float[games.Count * size];
        foreach (var game in games) game.Begin(rng);
        while (games.Any(g => !g.IsOver))
        {
            for (int i = 0; i < games.Count; i++) games[i].See(seen.AsSpan(i * size, size));
            float[] chances = policy(Tensor.From(seen, [games.Count, size])).ToArray<float>();
            for (int i = 0; i < games.Count; i++)
            {
                if (games[i].IsOver) continue;
                int action = Choose(chances.AsSpan(i * games[i].Actions, games[i].Actions), rng, greedy);
                steps[i].Add((seen.AsSpan(i * size, size).ToArray(), action, games[i].Act(action)));
            }
        }
        var played = new PlayedGames(steps.Sum(game => game.Sum(s => s.Reward)) / games.Count);
        foreach (var game in steps) played.Add(game, discount);
        return played;
    }

    private static int Choose(ReadOnlySpan<float> chances, Rng rng, bool greedy)
    {
        int likeliest = 0;
        for (int i = 1; i < chances.Length; i++)
            if (chances[i] > chances[likeliest]) likeliest = i;
        if (greedy) return likeliest;
        double at = rng.NextDouble();
        for (int i = 0; i < chances.Length; i++)
            if ((at -= chances[i]) < 0) return i;
        // The chances add up to a little less than 1.
        return likeliest;
    }

    private void Add(List<(float[] State, int Action, double Reward)> game, double discount)
    {
        double sum = 0;
        var sums = new float[game.Count];
        for (int t = game.Count - 1; t >= 0; t--) sums[t] = (float)(sum = game[t].Reward + discount * sum);
        states.AddRange(game.Select(s => s.State));
        actions.AddRange(game.Select(s => (long)s.Action));
        returns.AddRange(sums);
        totals.AddRange(Enumerable.Repeat((float)game.Sum(s => s.Reward), game.Count));
    }
}
