namespace Cajal.Studio;

/// <summary>A network for digits on its way from first weights to answers, batch by batch: everything follows from its settings, its seed and the steps taken. For one thread.</summary>
/// <param name="sets">What is trained on, and what is held out.</param>
internal sealed class DigitCourse(DigitSets sets)
{
    private const int MostPoints = 400, JudgedEvery = 1500, ShownUnits = 32, ShownFilters = 96;

    private readonly List<DigitPoint> losses = [], rights = [];
    private DigitSettings settings = new();
    private DigitNet? net;
    private Rng random = new(1);
    private int[] order = [];
    private long epochs;
    private int place, sinceJudged, width = 1, inPoint;
    private double lossSum;

    /// <summary>Batches learned.</summary>
    public long Step { get; private set; }

    /// <summary>Pictures learned, as times through the set.</summary>
    public double Epoch => (double)(epochs * sets.Train.Labels.Count + place) / sets.Train.Labels.Count;

    /// <summary>Mean cross-entropy of the last batch, before its update; null when there was none, or it was no number.</summary>
    public double? Loss { get; private set; }

    /// <summary>Why it cannot go on; null when it can.</summary>
    public string? Frozen { get; private set; }

    /// <summary>Mean losses over the steps; at most 400 points, coarser when there are more steps.</summary>
    public IReadOnlyList<DigitPoint> Losses => losses;

    /// <summary>Shares of the held-out digits that were right.</summary>
    public IReadOnlyList<DigitPoint> Rights => rights;

    private DigitNet Net => net ??= Fresh();

    /// <summary>Takes settings from now on. Another network or seed begins anew; another optimizer begins without memory on the same weights.</summary>
    /// <exception cref="ArgumentException">There is no such network or optimizer, or a number is out of bounds.</exception>
    public void Set(DigitSettings next)
    {
        next.Check(sets.Train.Labels.Count);
        var before = settings;
        settings = next;
        if (next.Net != before.Net || next.Seed != before.Seed) Begin();
        else if (next.Optimizer != before.Optimizer) net?.Use(next.Optimizer, next.Rate);
    }

    /// <summary>Begins anew with the first weights of the seed.</summary>
    public void Begin()
    {
        net = null;
        losses.Clear();
        rights.Clear();
        (Step, epochs, place, order, sinceJudged, width, inPoint, lossSum, Loss, Frozen) = (0, 0, 0, [], 0, 1, 0, 0, null, null);
    }

    /// <summary>Learns a batch; the last one of an epoch is what is left. Does nothing once its numbers are lost.</summary>
    /// <returns>Whether an epoch is complete.</returns>
    public bool Advance()
    {
        if (Frozen is not null) return false;
        var network = Net;
        if (order.Length == 0) order = random.Permutation(sets.Train.Labels.Count);
        int[] rows = order[place..Math.Min(place + settings.Batch, order.Length)];
        var (x, labels) = sets.Train.Batch(rows, random);
        double loss = network.Learn(x, labels, settings.Rate);
        (Step, place, sinceJudged) = (Step + 1, place + rows.Length, sinceJudged + rows.Length);
        if (!double.IsFinite(loss) || !network.IsFinite)
        {
            (Loss, Frozen) = (null, $"The numbers of the network are lost at step {Step}: they are infinite or none at all. The learning rate {SentNumber.Short(settings.Rate)} is too large; begin anew with a smaller one.");
            return false;
        }
        Loss = loss;
        Note(loss);
        bool isComplete = place == order.Length;
        if (isComplete) (epochs, place, order) = (epochs + 1, 0, []);
        if (isComplete || sinceJudged >= JudgedEvery) Judge();
        return isComplete;
    }

    /// <summary>Judges the held-out digits now.</summary>
    public void Judge()
    {
        if (rights.Count > 0 && rights[^1].Step == Step) return;
        if (rights.Count == MostPoints)
        {
            DigitPoint[] halved = [.. rights.Where((_, i) => i % 2 == 0)];
            rights.Clear();
            rights.AddRange(halved);
        }
        rights.Add(new(Step, (double)Net.Right(sets.Test) / sets.Test.Labels.Count));
        sinceJudged = 0;
    }

    /// <summary>Where it stands, with what it says of a picture.</summary>
    /// <param name="picture">28 × 28 bytes of a drawing; null for a digit of the held-out ones.</param>
    /// <param name="example">Which of them.</param>
    public DigitCourseView View(byte[]? picture, int example)
    {
        int row = (int)((uint)example % sets.Test.Labels.Count);
        return new DigitCourseView
        {
            Step = Step,
            Epoch = Epoch,
            Loss = Loss,
            Losses = [.. losses],
            Rights = [.. rights],
            Held = sets.Test.Labels.Count,
            Set = sets.Train.Labels.Count,
            Frozen = Frozen,
            Label = picture is null ? sets.Test.Labels[row] : null,
            Answer = Net.Answer(picture ?? sets.Test[row], null, isDone: false),
            Filters = [.. Net.Filters(ShownUnits, ShownFilters)],
        };
    }

    // The point is the mean of as many steps as are in it; when there are too many points, two become one.
    private void Note(double loss)
    {
        lossSum += loss;
        if (++inPoint < width) return;
        losses.Add(new(Step, lossSum / width));
        (lossSum, inPoint) = (0, 0);
        if (losses.Count < MostPoints) return;
        DigitPoint[] halved = [.. losses.Chunk(2).Select(two => new DigitPoint(two[^1].Step, two.Average(p => p.Value)))];
        losses.Clear();
        losses.AddRange(halved);
        width *= 2;
    }

    private DigitNet Fresh()
    {
        random = new Rng(settings.Seed + 1000);
        return settings.Net == "mlp" ? DigitNet.Mlp(settings.Seed, settings.Optimizer) : DigitNet.Cnn(settings.Seed, settings.Optimizer);
    }
}
