namespace Cajal.Networks;

/// <summary>Builds a policy with its baseline for a game.</summary>
/// <param name="stateSize">S, the numbers that are seen.</param>
/// <param name="actions">A, how many there are to choose from.</param>
/// <param name="rng">Random numbers for first weights.</param>
public delegate Reinforce PlayerMaker(int stateSize, int actions, Rng rng);

/// <summary>Games, and who learns to play them, as recipes and the command line name them: <c>cajal train "catch(width=12)"</c>.</summary>
/// <remarks>A new game is one line here; users add their own with <see cref="Catalog{T}.Add"/>.</remarks>
public static class GameCatalog
{
    /// <summary>The games by name.</summary>
    public static Catalog<Func<IGame>> All { get; } = new("game")
    {
        { "catch", o => Catch(o.Whole("height", 5), o.Whole("width", 8)) },
    };

    /// <summary>Who learns by name.</summary>
    public static Catalog<PlayerMaker> Players { get; } = new("player")
    {
        {
            "reinforce", o => Policies(o.Whole("units", 64), o.Whole("blocks", 2), o.Number("discount", 0.98), o.Number("entropy", 0.1),
                o.Number("value", 0.5))
        },
    };

    /// <summary>Whether a text names a game.</summary>
    public static bool Names(string text) => All.Names.Any(name => NearestName.Plain(name) == NearestName.Plain(text.Split('(', 2)[0]));

    private static Func<IGame> Catch(int height, int width)
    {
        // Made once, so that a field too small is told when its name is read.
        _ = new CatchGame(height, width);
        return () => new CatchGame(height, width);
    }

    // Residual blocks with layer norm, as the lectures have them in policy and value networks: y = x + W₂·relu(W₁·LN(x)).
    private static PlayerMaker Policies(int units, int blocks, double discount, double entropy, double value) => (size, actions, rng) =>
    {
        return new Reinforce(Network(actions), Network(1), value, entropy, discount);

        Layer Network(int outputs) => new Sequential([new Linear(size, units, rng), .. Enumerable.Range(0, blocks).Select(_ => (Layer)new Residual(
            new LayerNorm(units), new Linear(units, units, rng), Activation.Relu, new Linear(units, units, rng))),
            new LayerNorm(units), new Linear(units, outputs, rng)]);
    };
}
