namespace Cajal.Networks;

/// <summary>A recommender for rows that hold a user and an item side by side: y = f(user) · g(item) + b.      [N, users + items] →
/// [N, 1]</summary>
/// <remarks>Trained on pairs with an answer, yes or no (or a number, such as a rating). Where only the chosen items are known,
/// <see cref="TwoTower.Loss"/> takes the others of the batch as those that were not.</remarks>
public sealed class TwoTowerPairs : Layer
{
    private readonly int users, items;

    /// <summary>Two towers with one hidden layer each.</summary>
    /// <param name="users">Numbers of a user, the first of a row.</param>
    /// <param name="items">Numbers of an item, those behind them.</param>
    /// <param name="rng">Random numbers; each tower takes the next numbered child.</param>
    /// <param name="units">Hidden units of each tower.</param>
    /// <param name="width">Numbers of the vectors that meet.</param>
    public TwoTowerPairs(int users, int items, Rng rng, int units = 64, int width = 16)
    {
        (this.users, this.items) = (users, items);
        Towers = RegisterModule("towers", new TwoTower(Mlp.Build([users, units, width], rng, "tanh"), Mlp.Build([items, units, width], rng,
            "tanh")));
        Bias = Register("bias", new Parameter(Tensor.Zeros([1])));
    }

    /// <summary>f and g: with them, the best items of a user are found among all.</summary>
    public TwoTower Towers { get; }

    /// <summary>b, the score of a pair of which nothing is known.</summary>
    public Parameter Bias { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank != 2 || x.Shape[1] != users + items)
            throw new ShapeException("TwoTowerPairs", $"rows of {users} numbers of a user and {items} of an item", x.Shape);
        return (Towers.Users.Forward(x.Slice(-1, ..users)) * Towers.Items.Forward(x.Slice(-1, users..))).Sum([1], keepAxes: true) + Bias;
    }
}
