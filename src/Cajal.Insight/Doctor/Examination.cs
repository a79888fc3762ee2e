using Cajal.Training;

namespace Cajal.Insight;

/// <summary>What the Doctor looks at: a trainer with its examples, and what was seen while it trained. Each piece of evidence is gathered once, when a check first asks
/// for it, by the weights the network then has.</summary>
internal sealed class Examination
{
    // Enough rows to call a unit dead or a signal faded.
    private const int ProbeRows = 500, MostAnswers = 2000;

    private readonly (Tensor Inputs, Tensor Targets) probe, askedProbe;
    private bool? augmented, series;
    private Lazy<NearCopies?>? copies;

    /// <summary>Begins with the network as it is before its first update.</summary>
    /// <param name="trainer">Who trains, or would.</param>
    /// <param name="train">Examples it is trained on.</param>
    /// <param name="validation">Examples it is judged by; null for none.</param>
    /// <param name="thresholds">Null for the standard ones.</param>
    /// <param name="asked">The same examples as the network answers them; null where it is trained on them as they are.</param>
    public Examination(Trainer trainer, BatchSource train, BatchSource? validation, Thresholds? thresholds = null, BatchSource? asked = null)
    {
        (Trainer, Train, Validation, Thresholds, Asked) = (trainer, train, validation, thresholds ?? Thresholds.Standard, asked ?? train);
        probe = ProbeOf(train);
        askedProbe = asked is null ? probe : ProbeOf(asked);
        First = new TrainingSnapshot(trainer);
        FirstWeights = trainer.Model.Parameters.ToDictionary(p => p, p => First.ValuesOf(p)!, (IEqualityComparer<Parameter>)ReferenceEqualityComparer.Instance);
        FirstLook = new NetworkProbe(trainer).Look(probe.Inputs, probe.Targets);
        Task = TaskOf();
    }

    /// <summary>Who trains.</summary>
    public Trainer Trainer { get; }

    /// <summary>Examples it is trained on.</summary>
    public BatchSource Train { get; }

    /// <summary>The same examples as the network answers them; others than <see cref="Train"/> where it learns from views of an example, or from features of it.</summary>
    public BatchSource Asked { get; }

    /// <summary>Examples it is judged by; null for none.</summary>
    public BatchSource? Validation { get; }

    /// <summary>The bounds.</summary>
    public Thresholds Thresholds { get; }

    /// <summary>Examples the network is to answer now; null where none were given.</summary>
    public BatchSource? NewData { get; set; }

    /// <summary>What only a recipe knows; null where a trainer was made by hand.</summary>
    public RecipeFacts? Recipe { get; init; }

    /// <summary>Where the run is kept; null for one in memory.</summary>
    public RunFolder? Folder { get; init; }

    /// <summary>Whether the derivatives of the house's own operations are held against differences too, and not only those of others.</summary>
    public bool ChecksEveryDerivative { get; set; }

    /// <summary>Whether updates were made.</summary>
    public bool IsTrained { get; set; }

    /// <summary>Whether training goes on at this moment: then nothing may be tried with the network.</summary>
    public bool IsRunning { get; set; }

    /// <summary>Where the trainer stood when the examination began, to try other trainings from.</summary>
    public TrainingSnapshot First { get; }

    /// <summary>Where it stood at the last looks, the newest last; none of a training that was not watched.</summary>
    public Queue<TrainingSnapshot> Snapshots { get; } = [];

    /// <summary>Where it stood after the epoch of least validation loss; null without.</summary>
    public (EpochResult Epoch, TrainingSnapshot State)? Best { get; set; }

    /// <summary>What ended training before its time; null when nothing did.</summary>
    public string? Trouble { get; set; }

    /// <summary>Looks at the layers in the course of training, in their order.</summary>
    public List<NetworkLook> Looks { get; init; } = [];

    /// <summary>The epochs, in their order.</summary>
    public List<EpochResult> Epochs { get; init; } = [];

    /// <summary>What could not be looked at, and why, a sentence each.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>What the network is asked for.</summary>
    public TaskFacts Task { get; }

    /// <summary>The weights before the first update.</summary>
    public IReadOnlyDictionary<Parameter, State> FirstWeights { get; }

    /// <summary>The layers on up to 500 training rows, before the first update.</summary>
    public NetworkLook FirstLook { get; }

    /// <summary>What the first weights make of those rows: signals, twins among the units, the loss. Gathered when it is asked for, so that watching a training does not
    /// pay for it.</summary>
    public FirstSignals FirstSignals => field ??= Trials.With(First, this, () => FirstSignals.Of(Trainer, probe, askedProbe.Inputs));

    /// <summary>Loss of an answer that favours nothing: ln C, ln 2, the mean square of the targets; null where outputs say none of it.</summary>
    public double? ChanceLoss => Chance.Value;

    private Lazy<double?> Chance => field ??= new(() => FirstSignals.ChanceOf(Trainer.Loss, askedProbe.Targets, FirstSignals.Outputs, Task));

    /// <summary>The same with the weights the network has now.</summary>
    public NetworkLook LastLook => field ??= IsTrained ? new NetworkProbe(Trainer).Look(probe.Inputs, probe.Targets) : FirstLook;

    /// <summary>Gates of recurrent layers on the same rows, with the weights the network has now.</summary>
    public IReadOnlyList<Gates> LastGates => field ??= ReadRecord((record, _) => Gates.Of(record));

    /// <summary>The same before the first update.</summary>
    public IReadOnlyList<Gates> FirstGates => field ??= Trials.With(First, this, () => ReadRecord((record, _) => Gates.Of(record)));

    /// <summary>All training rows, or as many as can be held.</summary>
    public ExampleTable Rows => field ??= ExampleTable.Of(Asked);

    /// <summary>All validation rows; null without.</summary>
    public ExampleTable? ValidationRows => field ??= Validation is null ? null : ExampleTable.Of(Validation);

    /// <summary>Rows the network is to answer now; null where none were given.</summary>
    public ExampleTable? NewRows => field ??= NewData is null ? null : ExampleTable.Of(NewData);

    /// <summary>Training rows that repeat, and validation rows that repeat them.</summary>
    public RowGroups Groups => field ??= RowGroups.Of(Rows, ValidationRows);

    /// <summary>The nearest training rows of a row.</summary>
    public Neighbours Near => field ??= Neighbours.Of(Rows);

    /// <summary>Validation rows that are nearly training rows; null where there is nothing to compare.</summary>
    public NearCopies? Copies => (copies ??= new(() => NearCopies.Of(this))).Value;

    /// <summary>What quick learners say of training rows they have not seen; null where there are no classes or inputs are whole numbers.</summary>
    public OutOfFold? Guesses => field ??= Asked.Input.DType.IsFloat() && Classes.Of(Rows, Task) is { } classes ? OutOfFold.Of(Rows, classes, Task.Classes, Near) : null;

    /// <summary>The targets of batches in their order; null where there is not one target for each example, or one batch only.</summary>
    public BatchOrder? Order => field ??= BatchOrder.Of(Asked, Task);

    /// <summary>Whether a training row is another at each reading: augmented, or drawn anew.</summary>
    public bool IsAugmented => augmented ??= RowNames.IsAugmented(Asked);

    /// <summary>Whether rows that follow each other are windows of one series: each is the one before it, moved on.</summary>
    public bool IsSeries => series ??= RowNames.IsSeries(Rows);

    /// <summary>The network's answers for up to 2,000 training rows.</summary>
    public Answers Answers => field ??= AnswersFor(ExampleTable.Of(Asked, MostAnswers));

    /// <summary>The network's answers for up to 2,000 validation rows; null without.</summary>
    public Answers? ValidationAnswers => field ??= Validation is null ? null : AnswersFor(ExampleTable.Of(Validation, MostAnswers));

    /// <summary>The network's answers for the same validation rows with the weights of the best epoch; null without.</summary>
    public Answers? BestAnswers => field ??= Best is { } best && ValidationAnswers is { Table: var table } ? Trials.With(best.State, this, () => AnswersFor(table)) : null;

    /// <summary>The network's answers for the training rows with the weights of the best epoch; null without.</summary>
    public Answers? BestTrainingAnswers => field ??= Best is { } best ? Trials.With(best.State, this, () => AnswersFor(Answers.Table)) : null;

    /// <summary>What neighbours in the training data would answer; null where rows are no points (text).</summary>
    public NearestAnswers? Nearest => field ??= NearestAnswers.Of(this);

    /// <summary>How sure the network is of its validation rows, and whether rightly; null where its outputs are no probabilities of classes.</summary>
    public Confidence? Confidence => field ??= Confidence.Of(this);

    /// <summary>The network's answers for the rows of a table once it has been changed; its weights are put back afterwards.</summary>
    public Answers AnswersWith(ExampleTable table, Action change) => Trials.With(Trials.Now, this, () =>
    {
        change();
        return AnswersFor(table);
    });

    /// <summary>Short trainings under other conditions.</summary>
    public Trials Trials => field ??= new Trials(this);

    /// <summary>How far the network gets on a few fixed rows.</summary>
    public OneBatch? OneBatch => field ??= OneBatch.Of(this);

    /// <summary>Lets a reader see the record of the loss on up to 500 training rows, in training mode, with the weights the network has now; the values live until it
    /// returns.</summary>
    public T ReadRecord<T>(Func<IReadOnlyList<Node>, Tensor, T> read, int rows = ProbeRows)
    {
        // Readers look for the probe itself in the record, so all of it is no slice of it.
        if (rows >= probe.Inputs.Shape[0]) return new NetworkProbe(Trainer).Read(probe.Inputs, probe.Targets, read);
        var part = ..rows;
        return new NetworkProbe(Trainer).Read(probe.Inputs.Slice(0, part), probe.Targets.Slice(0, part), read);
    }

    /// <summary>Lines of the user's code behind the entries of <see cref="ReadRecord"/>.</summary>
    public SourceLines Lines => field ??= SourceLines.Of(() => ReadRecord((_, _) => true));

    /// <summary>The rows that looks are taken on.</summary>
    public (Tensor Inputs, Tensor Targets) Probe => probe;

    /// <summary>Up to 500 training rows as the network answers them.</summary>
    public (Tensor Inputs, Tensor Targets) AskedProbe => askedProbe;

    /// <summary>A row by a name under which a person finds it, counted from 1.</summary>
    public string NameOf(ExampleTable table, int row) => RowNames.Of(table.Rows[row], table == ValidationRows, Recipe);

    private static (Tensor, Tensor) ProbeOf(BatchSource source)
    {
        source.StartEpoch(0);
        var buffers = new BatchBuffers(source);
        List<Tensor> inputs = [], targets = [];
        for (int batch = 0, rows = 0; batch < source.Count && rows < ProbeRows; batch++)
        {
            int count = Math.Min(source.SizeOf(batch), ProbeRows - rows);
            var (x, y) = buffers.Fill(batch, 0, count);
            inputs.Add(new State(x, persistent: false));
            targets.Add(new State(y, persistent: false));
            rows += count;
        }
        return (Tensor.Concatenate(inputs.ToArray()), Tensor.Concatenate(targets.ToArray()));
    }

    private TaskFacts TaskOf()
    {
        using var tape = Tape.Start(Mode.Inference);
        var outputs = Trainer.Model.Forward(askedProbe.Inputs);
        var record = tape.Nodes.ToArray();
        using var pause = Tape.Pause();
        return TaskFacts.Of(record, outputs, askedProbe.Targets, Trainer.Loss, Trainer.Objective.Turns is [{ Name: "loss" }]);
    }

    private Answers AnswersFor(ExampleTable table)
    {
        var outputs = new List<Tensor>();
        var losses = new double[table.Count];
        const int part = 250;
        for (int from = 0; from < table.Count; from += part)
        {
            int count = Math.Min(part, table.Count - from);
            float[] rows = new float[count * table.Width];
            for (int i = 0; i < count; i++) table[from + i].CopyTo(rows.AsSpan(i * table.Width));
            using var tape = Tape.Start(Mode.Inference);
            var x = Tensor.From(rows, table.ExampleShape.Insert(0, count)).To(Asked.Input.DType);
            var y = Trainer.Model.Forward(x);
            var t = table.Targets.Slice(0, from..(from + count));
            for (int i = 0; i < count; i++) losses[from + i] = Trainer.Loss(y.Slice(0, i..(i + 1)), t.Slice(0, i..(i + 1))).Item();
            outputs.Add(y.Keep());
        }
        return new Answers(table, Tensor.Concatenate(outputs.ToArray()), losses);
    }
}
