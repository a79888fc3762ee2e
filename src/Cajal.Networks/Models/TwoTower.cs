namespace Cajal.Networks;

/// <summary>A recommender of two networks that meet in a dot product: score(user, item) = f(user) · g(item).</summary>
/// <remarks>Items are encoded once, and the best for a user are those whose vectors lie nearest. Trained on pairs (user, what they chose):
/// the other items of the batch are what they did not choose. An item that is often chosen is often among those, so its score
/// loses the logarithm of its share in training. Source: Yi and others (2019), Sampling-bias-corrected neural modeling.</remarks>
public sealed class TwoTower : Module
{
    /// <summary>A recommender of two towers.</summary>
    /// <param name="users">f: users [N, …] → [N, D].</param>
    /// <param name="items">g: items [M, …] → [M, D].</param>
    public TwoTower(Layer users, Layer items)
    {
        Users = RegisterModule("users", users);
        Items = RegisterModule("items", items);
    }

    /// <summary>f.</summary>
    public Layer Users { get; }

    /// <summary>g.</summary>
    public Layer Items { get; }

    /// <summary>Towers that hold a vector for each user and each item, which are told by number (Int64).</summary>
    /// <param name="users">How many users there are.</param>
    /// <param name="items">How many items there are.</param>
    /// <param name="width">D, numbers in a vector.</param>
    /// <param name="rng">Random numbers; each tower takes the next numbered child.</param>
    public static TwoTower OfNumbers(int users, int items, int width, Rng rng) =>
        new(new Vectors(users, width, rng), new Vectors(items, width, rng));

    /// <summary>Scores of every item for every user: users [N, …], items [M, …] → [N, M].</summary>
    public Tensor Score(Tensor users, Tensor items) => Users.Forward(users).MatMul(Items.Forward(items).T);

    /// <summary>The mean over pairs of −ln of the probability of the chosen item among all items of the batch: [].</summary>
    /// <param name="users">Who chose: [N, …].</param>
    /// <param name="items">What they chose, row by row: [N, …].</param>
    /// <param name="numbers">Numbers of the items, so that an item chosen twice in the batch is not held against itself: [N] Int64; null
    /// when no item comes twice.</param>
    /// <param name="logShares">ln of each item's share of all choices, taken off its score in training: [N]; null for none.</param>
    /// <exception cref="ShapeException">Not as many users as items.</exception>
    public Tensor Loss(Tensor users, Tensor items, Tensor? numbers = null, Tensor? logShares = null)
    {
        if (users.Shape[0] != items.Shape[0])
            throw new ShapeException("TwoTower", $"one item for each of {users.Shape[0]} users", items.Shape);
        int pairs = users.Shape[0];
        var scores = Score(users, items);
        if (logShares is not null) scores -= logShares;
        var own = Tensor.Arange(pairs).To(scores.Device);
        if (numbers is not null)
        {
            var twice = numbers.Unsqueeze(1).EqualTo(numbers) & own.Unsqueeze(1).NotEqualTo(own);
            scores = Tensor.Where(twice, double.NegativeInfinity, scores);
        }
        return scores.CrossEntropy(own);
    }

    /// <summary>The best items for each user, best first: users [N, …], items [M, …] → scores [N, count], their rows in items [N, count]
    /// (Int64).</summary>
    /// <exception cref="ShapeException">There are fewer items.</exception>
    public (Tensor Scores, Tensor Rows) Recommend(Tensor users, Tensor items, int count) => Score(users, items).TopK(count);

    // Row i of a table for number i.
    private sealed class Vectors : Layer
    {
        private readonly Parameter table;

        public Vectors(int count, int width, Rng rng) =>
            table = Register("vectors", new Parameter(Tensor.Normal([count, width], rng.Child(), 0, 1 / Math.Sqrt(width))));

        protected override Tensor Compute(Tensor x) => table.IndexSelect(0, x);
    }
}
