namespace Cajal.Networks;

/// <summary>A ball falls straight down from a random place of the top row; below a bat one place wide goes left, stays or goes right
/// (actions 0, 1, 2). The reward comes at the end: 1 for a caught ball, −1 for a missed one.</summary>
/// <remarks>A game has height − 1 steps, so the cause of a reward lies up to height − 2 steps back. The bat begins in the middle.</remarks>
public sealed class CatchGame : IGame
{
    private readonly int height, width;
    private int row, ball, bat;

    /// <summary>A game on a field.</summary>
    /// <param name="height">Rows, at least 2.</param>
    /// <param name="width">Places in a row, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A field too small.</exception>
    public CatchGame(int height = 5, int width = 8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        (this.height, this.width) = (height, width);
        row = height - 1;
    }

    /// <inheritdoc/>
    public int StateSize => height * width;

    /// <inheritdoc/>
    public int Actions => 3;

    /// <inheritdoc/>
    public bool IsOver => row == height - 1;

    /// <summary>Share of the balls that can be reached from the middle: what the best player catches.</summary>
    public double BestShare => Enumerable.Range(0, width).Count(place => Math.Abs(place - width / 2) <= height - 1) / (double)width;

    /// <inheritdoc/>
    public double BestReward => 2 * BestShare - 1;

    /// <inheritdoc/>
    public void Begin(Rng rng) => (row, ball, bat) = (0, rng.NextInt(width), width / 2);

    /// <inheritdoc/>
    public void See(Span<float> state)
    {
        state.Clear();
        state[row * width + ball] = 1;
        state[(height - 1) * width + bat] = 1;
    }

    /// <summary>The field as it is now, a line for each row: the ball, and the bat at the bottom.</summary>
    public override string ToString() => string.Join('\n', Enumerable.Range(0, height).Select(r => string.Concat(Enumerable.Range(0, width).Select(c =>
        r == height - 1 && c == bat ? (r == row && c == ball ? '◉' : '▀') : r == row && c == ball ? '●' : '·'))));

    /// <inheritdoc/>
    public double Act(int action)
    {
        if (IsOver) throw new InvalidOperationException("The game is over; begin a new one.");
        if (action is < 0 or > 2)
            throw new ArgumentOutOfRangeException(nameof(action), $"Actions are 0 (left), 1 (stay) and 2 (right); received {action}.");
        bat = Math.Clamp(bat + action - 1, 0, width - 1);
        row++;
        return !IsOver ? 0 : bat == ball ? 1 : -1;
    }
}
