namespace Cajal.Networks;

/// <summary>A game for one player in steps: what is seen, what can be done, what it is worth.</summary>
public interface IGame
{
    /// <summary>Numbers in what is seen.</summary>
    int StateSize { get; }

    /// <summary>Actions 0 … Actions − 1 can be chosen in every step.</summary>
    int Actions { get; }

    /// <summary>True when the game has ended.</summary>
    bool IsOver { get; }

    /// <summary>Mean over games of what the best player wins; NaN where nobody knows.</summary>
    double BestReward => double.NaN;

    /// <summary>Begins anew.</summary>
    void Begin(Rng rng);

    /// <summary>Writes what is seen now.</summary>
    /// <param name="state">Place for <see cref="StateSize"/> numbers.</param>
    void See(Span<float> state);

    /// <summary>One step; returns its reward.</summary>
    /// <exception cref="InvalidOperationException">The game is over.</exception>
    double Act(int action);
}
