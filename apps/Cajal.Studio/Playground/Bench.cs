using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>A state brought to life: points, network, trainer.</summary>
internal sealed class Bench
{
    private readonly OldPenalty? oldPenalty;

    /// <summary>Builds all of it with first weights.</summary>
    /// <param name="state">What is asked for.</param>
    /// <param name="callbacks">Watch the trainer.</param>
    /// <exception cref="ArgumentException">The state asks for something that does not exist or does not fit.</exception>
    public Bench(PlaygroundState state, params Callback[] callbacks)
    {
        State = state;
        Data = PointData.Of(state);
        Reader = new InputReader(state, Data);
        View = PlaneView.Of(state, Data);
        Head = new OutputHead(state, Data.Classes);
        Layers = LayerBuilding.Of(state, Inputs.Length, Head, out var warnings);
        Network = new Sequential([.. Layers.SelectMany(l => l.Chain)]);
        Warnings = [.. Head.Warnings, .. warnings];
        if (state.Weights.Length > 0) SetWeights(state.Weights);
        (TrainExamples, TestExamples) = ((InputsOf(Data.Train), TargetsOf(Data.Train)), (InputsOf(Data.Test), TargetsOf(Data.Test)));
        Train = Batches(TrainExamples, Within(state.Batch, 0, 1_000_000, "batch") is 0 ? int.MaxValue : state.Batch, state.Shuffle ? (ulong)state.OrderSeed : null);
        Test = Data.Test.Length > 0 ? Batches(TestExamples, 500, null) : null;
        ValidationExamples = Data.Validation.Length > 0 ? (InputsOf(Data.Validation), TargetsOf(Data.Validation)) : null;
        Validation = ValidationExamples is { } validation ? Batches(validation, 500, null) : null;
        RequireNumbers(state);
        RequirePairs();
        var optimizer = Optimizer.Parse(state.Optimizer, Network.Parameters, state.Rate);
        double l1 = state.L1, l2 = state.L2;
        Mistakes = Head.IsPerceptron ? new MistakeCount(this) : null;
        oldPenalty = state.OldRules && (l1 > 0 || l2 > 0) ? new OldPenalty(l1, l2, [.. Layers.Select(l => l.Linear.Weight)]) : null;
        Trainer = new Trainer(Network, Head.LossOf, optimizer)
        {
            Schedule = Schedule.Parse(state.Schedule, new ScheduleSpan(state.Rate, (long)Train.Count * state.Epochs, Train.Count)),
            Penalties = [.. state.OldRules ? [] : Penalties(l1, l2), .. Layers.SelectMany(l => Penalties(l.L1, l.L2).Select(p => new PartPenalty(p, l.Linear)))],
            ClipNorm = state.Clip > 0 ? state.Clip : null,
            Callbacks = [.. new Callback?[] { oldPenalty, Mistakes }.OfType<Callback>(), .. callbacks],
        };
        Fresh = Snapshot();
    }

    /// <summary>What was asked for.</summary>
    public PlaygroundState State { get; }

    /// <summary>The points.</summary>
    public PointData Data { get; }

    /// <summary>What the network is given of a point.</summary>
    public InputReader Reader { get; }

    /// <summary>Names of the network's inputs.</summary>
    public string[] Inputs => Reader.Names;

    /// <summary>The plane that is drawn; it can be another at any time.</summary>
    public PlaneView View { get; set; }

    /// <summary>The end of the network.</summary>
    public OutputHead Head { get; }

    /// <summary>The layers, each with what follows it.</summary>
    public IReadOnlyList<BenchLayer> Layers { get; }

    /// <summary>The network: [n, inputs] → [n, outputs].</summary>
    public Sequential Network { get; }

    /// <summary>Trains it.</summary>
    public Trainer Trainer { get; }

    /// <summary>Points that are trained on.</summary>
    public TensorBatches Train { get; }

    /// <summary>The others; null where there are none.</summary>
    public TensorBatches? Test { get; }

    /// <summary>The points for validation; null where there are none.</summary>
    public TensorBatches? Validation { get; }

    /// <summary>What the training is judged by: validation, or the test where there is none.</summary>
    public TensorBatches? Judge => Validation ?? Test;

    /// <summary>Inputs and targets of the points trained on.</summary>
    public (Tensor X, Tensor Y) TrainExamples { get; }

    /// <summary>Inputs and targets of the others.</summary>
    public (Tensor X, Tensor Y) TestExamples { get; }

    /// <summary>Inputs and targets of the points for validation; null where there are none.</summary>
    public (Tensor X, Tensor Y)? ValidationExamples { get; }

    /// <summary>What does not fit together, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Counts mistakes, where the perceptron's rule trains; else null.</summary>
    public MistakeCount? Mistakes { get; }

    /// <summary>Gradients that were typed for one of its updates; null for none.</summary>
    public TypedGradients? Typed
    {
        get;
        set => (field, Trainer.Rewrite) = (value, value?.Of(this));
    }

    /// <summary>Where it stood when it was built.</summary>
    public BenchSnapshot Fresh { get; }

    /// <summary>Numbers in weights and biases.</summary>
    public int ParameterCount => Network.Parameters.Sum(p => p.Count);

    /// <summary>What makes the network: weights and biases, then the running statistics of batch norms.</summary>
    public IReadOnlyList<Variable> Kept => [.. Network.Parameters, .. Layers.Select(l => l.Norm).OfType<BatchNorm>().SelectMany(n => new Variable?[] { n.RunningMean, n.RunningVariance }).OfType<Variable>()];

    /// <summary>The numbers of <see cref="Kept"/>, one after the other.</summary>
    public float[] Weights => [.. Kept.SelectMany(p => p.ToArray<float>())];

    /// <summary>All that moves, copied.</summary>
    public BenchSnapshot Snapshot() => new(this, new TrainingSnapshot(Trainer), oldPenalty?.Memory, Mistakes?.Memory);

    /// <summary>Puts back what was copied here.</summary>
    public void Restore(BenchSnapshot snapshot)
    {
        snapshot.Numbers.Restore(Trainer);
        if (oldPenalty is not null && snapshot.Dead is not null) oldPenalty.Memory = snapshot.Dead;
        if (Mistakes is not null && snapshot.Mistakes is { } mistakes) Mistakes.Memory = mistakes;
    }

    /// <summary>Goes on from another bench whose network has the same shape: its weights, what its optimizer remembers where it is the same, its place in time, and what was typed for its next update.</summary>
    public bool TakeOver(Bench other)
    {
        if (!Network.Parameters.Select(p => p.Shape).SequenceEqual(other.Network.Parameters.Select(p => p.Shape))) return false;
        foreach (var (mine, theirs) in Kept.Zip(other.Kept)) mine.Assign(theirs);
        // Dropout goes on in its random numbers where it stood.
        foreach (var (mine, theirs) in Layers.Zip(other.Layers))
            if ((mine.Dropout, theirs.Dropout) is ({ } drops, { } dropped)) drops.Counter.Assign(dropped.Counter);
        if (Trainer.Optimizer.GetType() == other.Trainer.Optimizer.GetType())
            foreach (var ((name, mine), (_, theirs)) in Trainer.Optimizer.NamedStates.Zip(other.Trainer.Optimizer.NamedStates))
                if (name is not ("learningRate" or "momentum") && mine.Shape == theirs.Shape) mine.Assign(theirs);
        if (oldPenalty is not null && other.oldPenalty is not null) oldPenalty.Memory = other.oldPenalty.Memory;
        if (Mistakes is not null && other.Mistakes is not null) Mistakes.Memory = other.Mistakes.Memory;
        var (at, before) = (Trainer.Position, other.Trainer.Position);
        (at.Epoch, at.Step) = (before.Epoch, before.Step);
        Typed = other.Typed;
        // The place in an epoch has its meaning while batches are the same.
        if (Train.BatchSize != other.Train.BatchSize || Train.ExampleCount != other.Train.ExampleCount || Trainer.Penalties.Count != other.Trainer.Penalties.Count) return true;
        (at.Batch, at.Examples, at.DataLossSum) = (before.Batch, before.Examples, before.DataLossSum);
        (at.PenaltySums, at.TurnSums) = ([.. before.PenaltySums], [.. before.TurnSums]);
        return true;
    }

    /// <summary>Inputs of some rows: [n, inputs].</summary>
    public Tensor InputsOf(ReadOnlySpan<int> rows) => Reader.Of(Data.Places, rows);

    /// <summary>Targets of some rows, as the loss takes them.</summary>
    public Tensor TargetsOf(ReadOnlySpan<int> rows)
    {
        var targets = new float[rows.Length];
        for (int i = 0; i < rows.Length; i++) targets[i] = Data.Targets[rows[i]];
        return Head.TargetsOf(targets);
    }

    /// <summary>The row of the points that a place of a batch of the present epoch holds.</summary>
    public int RowOf(int batch, int index) => Data.Train[Train.RowOf(batch, index)];

    private static TensorBatches Batches((Tensor X, Tensor Y) examples, int size, ulong? seed) => new(examples.X, examples.Y, size, seed);

    private void SetWeights(string text)
    {
        float[] weights = WeightsText.Read(text, Kept.Sum(p => p.Count));
        int at = 0;
        foreach (var parameter in Kept) parameter.Assign(weights[at..(at += parameter.Count)]);
    }

    private static IEnumerable<Penalty> Penalties(double l1, double l2)
    {
        if (l1 > 0) yield return new L1Penalty(l1);
        if (l2 > 0) yield return new L2Penalty(l2);
    }

    // The mean and deviation of a batch of one example say nothing.
    private void RequirePairs()
    {
        if (!Layers.Any(l => l.Norm is BatchNorm)) return;
        for (int batch = 0; batch < Train.Count; batch++)
            if (Train.SizeOf(batch) < 2)
                throw new ArgumentException($"A batch norm needs two examples in each batch; {Train.ExampleCount} examples in batches of {Train.BatchSize} leave one alone. Take another batch size, or a layer norm.");
    }

    private static void RequireNumbers(PlaygroundState state)
    {
        Within(state.StopPatience, 0, 1_000_000, "patience in epochs");
        Within(state.Epochs, 1, 1_000_000, "length of the schedule in epochs");
        foreach (var (value, name) in new[] { (state.L1, "L1 penalty"), (state.L2, "L2 penalty"), (state.Clip, "bound of the gradients"), (state.Rate, "learning rate"), (state.Speed, "speed"), (state.StopLoss, "loss to stop at"), (state.StopAccuracy, "accuracy to stop at") })
            if (!(value >= 0 && double.IsFinite(value))) throw new ArgumentException(FormattableString.Invariant($"The {name} is a number of at least 0; received {value}."));
    }

    private static int Within(int value, int least, int most, string name) => value >= least && value <= most ? value
        : throw new ArgumentException($"The {name} lies from {least} to {most}; received {value}.");
}

/// <summary>A moment of a bench.</summary>
/// <param name="Bench">Whose.</param>
/// <param name="Numbers">Weights, optimizer, place in time.</param>
/// <param name="Dead">Weights the old L1 has ended.</param>
/// <param name="Mistakes">What the perceptron's rule has counted.</param>
internal sealed record BenchSnapshot(Bench Bench, TrainingSnapshot Numbers, bool[][]? Dead, Mistakes? Mistakes);
