using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>Two networks for digits, trained once when they are first asked for and kept in memory; drawings that were answered wrongly can be added and trained on. One room for all pages of this
/// machine.</summary>
internal sealed class DigitRoom
{
    private const int Trained = 6000, Judged = 1000, Batch = 50, Epochs = 3, MostAdded = 100, AddedPerBatch = 8, LearningSteps = 60;
    private const double LearningRate = 0.0003;

    private readonly Lock gate = new();
    private readonly List<(byte[] Picture, int Label)> added = [];
    private DigitNet[] nets = [];
    private float[][][] fresh = [];
    private DigitSet? train, test;
    private DigitNetState[] states = [];
    private string phase = "asleep";
    private double progress;
    private string? trouble;

    /// <summary>Where it stands.</summary>
    public DigitState State
    {
        get
        {
            lock (gate) return new DigitState { Phase = phase, Progress = progress, Nets = states, Added = added.Count, MostAdded = MostAdded, Trained = Trained, Judged = Judged, Trouble = trouble };
        }
    }

    /// <summary>Begins to train, if that has not been done.</summary>
    public void Begin()
    {
        lock (gate)
        {
            if (phase != "asleep") return;
            (phase, progress, trouble) = ("training", 0, null);
        }
        Work(Train);
    }

    /// <summary>What a network says of a drawing.</summary>
    /// <exception cref="ArgumentException">No such drawing, network or digit, or nothing has been trained yet.</exception>
    public DigitAnswer Answer(DigitQuestion question)
    {
        byte[] picture = Picture(question);
        if (question.Digit is { } digit && digit is < 0 or > 9) throw new ArgumentException($"Digits are 0 to 9; received {question.Digit}.");
        lock (gate)
        {
            if (phase is "asleep" or "training") throw new ArgumentException("The networks are not trained yet; wait for them.");
            var net = nets.FirstOrDefault(n => n.Name == question.Net) ?? throw new ArgumentException($"The networks are mlp and cnn; received '{(question.Net.Length > 20 ? question.Net[..20] : question.Net)}'.");
            return net.Answer(picture, question.Digit, question.IsDone);
        }
    }

    /// <summary>Adds a drawing with what it should have been, and begins to learn it.</summary>
    /// <exception cref="ArgumentException">No such drawing or digit, too many drawings, or it is busy.</exception>
    public void Correct(DigitQuestion question)
    {
        byte[] picture = Picture(question);
        int label = question.Digit is >= 0 and <= 9 and var d ? d : throw new ArgumentException($"Say which digit it is, 0 to 9; received {question.Digit?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}.");
        lock (gate)
        {
            if (phase != "ready") throw new ArgumentException("The networks are still learning; wait for them.");
            if (added.Count == MostAdded) throw new ArgumentException($"At most {MostAdded} drawings are kept; forget them to begin anew.");
            added.Add((picture, label));
            (phase, progress) = ("learning", 0);
        }
        Work(Learn);
    }

    /// <summary>Forgets the drawings and goes back to the networks as they were trained.</summary>
    /// <exception cref="ArgumentException">It is busy.</exception>
    public void Forget()
    {
        lock (gate)
        {
            if (phase == "asleep") return;
            if (phase != "ready") throw new ArgumentException("The networks are still learning; wait for them.");
            added.Clear();
            foreach (var (net, weights) in nets.Zip(fresh))
                foreach (var (parameter, numbers) in net.Model.Parameters.Zip(weights)) parameter.Assign(numbers);
            states = Judge(null);
        }
    }

    // Whatever breaks is said on the page, and the room can begin anew.
    private void Work(Action work) => new Thread(() =>
    {
        try
        {
            work();
        }
        catch (Exception e)
        {
            lock (gate) (phase, trouble) = (nets.Length == 0 ? "asleep" : "ready", e.Message);
        }
    })
    { IsBackground = true, Name = "digits" }.Start();

    private void Train()
    {
        (train, test) = DigitSets.Ours.Value;
        DigitNet[] made = [DigitNet.Mlp(3), DigitNet.Cnn(3)];
        int steps = Epochs * Trained / Batch, done = 0;
        foreach (var net in made)
        {
            var rng = new Rng(4);
            var schedule = new CosineSchedule(0.002, steps);
            for (int step = 0; step < steps;)
            {
                int[] order = rng.Permutation(Trained);
                for (int from = 0; from < Trained; from += Batch, step++)
                {
                    var (x, labels) = train.Batch(order[from..(from + Batch)], rng);
                    net.Learn(x, labels, schedule.RateAt(step));
                    lock (gate) progress = (double)++done / (2 * steps);
                }
            }
        }
        lock (gate)
        {
            nets = made;
            fresh = [.. nets.Select(n => n.Model.Parameters.Select(p => p.ToArray<float>()).ToArray())];
            states = Judge(null);
            phase = "ready";
        }
    }

    // A few of the drawings in each batch, moved a little each time, among pictures of the set, so that those are not forgotten.
    private void Learn()
    {
        DigitSet drawn;
        DigitNetState[] before;
        lock (gate)
        {
            drawn = Drawn();
            before = Judge(null);
        }
        var rng = new Rng((ulong)drawn.Labels.Count);
        for (int step = 0; step < LearningSteps; step++)
            foreach (var net in nets)
            {
                var (x, labels) = train!.Batch([.. Enumerable.Range(0, Batch - AddedPerBatch).Select(_ => rng.NextInt(Trained))], rng);
                // The newest drawing is in every batch; the others take turns.
                var (y, ours) = drawn.Batch([.. Enumerable.Range(0, AddedPerBatch).Select(i => i < 4 ? drawn.Labels.Count - 1 : rng.NextInt(drawn.Labels.Count))], rng);
                lock (gate)
                {
                    net.Learn(Tensor.Concatenate([x, y]), Tensor.Concatenate([labels, ours]), LearningRate);
                    progress = (step + 1.0) / LearningSteps;
                }
            }
        lock (gate)
        {
            states = Judge(before);
            phase = "ready";
        }
    }

    private DigitSet Drawn() => new([.. added.SelectMany(a => a.Picture)], [.. added.Select(a => a.Label)]);

    private DigitNetState[] Judge(DigitNetState[]? before) =>
    [
        .. nets.Select((net, i) => new DigitNetState(net.Name, net.Model.Parameters.Sum(p => p.Count), net.Right(test!), added.Count == 0 ? 0 : net.Right(Drawn()), before?[i].Right, before?[i].AddedRight)),
    ];

    private static byte[] Picture(DigitQuestion question)
    {
        int expected = InkPicture.DrawnSide * InkPicture.DrawnSide;
        if (question.Ink.Length != expected) throw new ArgumentException($"A drawing has {InkPicture.DrawnSide} × {InkPicture.DrawnSide} = {expected} bytes; received {question.Ink.Length}.");
        return InkPicture.Prepare(question.Ink, InkPicture.DrawnSide) ?? throw new ArgumentException("There is no ink yet: draw a digit.");
    }
}
