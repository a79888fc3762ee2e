using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Training;

/// <summary>A small run with everything that has a state: dropout, momentum and averages, a schedule that listens, penalties, early
/// stopping, a last smaller batch.</summary>
internal sealed class SmallRun
{
    public const int Epochs = 4, StepsPerEpoch = 5, Steps = Epochs * StepsPerEpoch;

    public SmallRun(string? folder = null, int? everySteps = null, Callback? callback = null, int patience = 10,
        Optimizer? optimizer = null, Func<Module, WeightAverage>? average = null, Func<IEnumerable<Parameter>, Optimizer>? make = null)
    {
        var rng = new Rng(3);
        Model = new Sequential(new Linear(3, 6, rng), Activation.Relu, new Dropout(0.3, rng), new Linear(6, 2, rng));
        Optimizer = optimizer ?? make?.Invoke(Model.Parameters) ?? new Adam(Model.Parameters, 0.01);
        Trainer = new Trainer(Model, MeanSquaredError, Optimizer)
        {
            Schedule = new WarmupSchedule(new ReduceOnPlateau(0.02, patience: 0), 3),
            Penalties = [new L2Penalty(0.01), new ProximalL1(0.02)],
            ClipNorm = 1,
            Average = average?.Invoke(Model),
            Metrics = [new R2(), new MeanAbsoluteErrorMetric()],
            Callbacks =
            [
                .. folder is null ? Array.Empty<Callback>() : [new MetricsLog(Path.Combine(folder, "metrics.csv")),
                    new LayerMonitor(Path.Combine(folder, "monitors.jsonl")) { EverySteps = 2 }, new TensorBoardLog(Path.Combine(folder, "events"))],
                new EarlyStopping(patience), .. callback is null ? Array.Empty<Callback>() : [callback],
            ],
            Checkpoints = folder is null ? null : new Cajal.Training.Checkpoints(Path.Combine(folder,
                "checkpoints"))
            { EverySteps = everySteps, AtMostEvery = TimeSpan.Zero },
        };
        var (x, y) = Data(22, 1);
        Train = new TensorBatches(x, y, 5, shuffleSeed: 9);
        (x, y) = Data(8, 2);
        Validation = new TensorBatches(x, y, 3);
    }

    public Sequential Model { get; }

    public Optimizer Optimizer { get; }

    public Trainer Trainer { get; }

    public TensorBatches Train { get; }

    public TensorBatches Validation { get; }

    public static Tensor MeanSquaredError(Tensor y, Tensor t) => (y - t).Square().Mean();

    public TrainingResult Fit(CancellationToken cancellation = default, int epochs = Epochs, IProgress<TrainingEvent>? progress = null) =>
        Trainer.Fit(Train, epochs, Validation, progress, cancellation);

    /// <summary>All bytes that training moves: weights, optimizer, schedule, dropout counters.</summary>
    public byte[] State()
    {
        var all = Model.NamedVariables.ToDictionary(v => "model/" + v.Name, Tensor (v) => v.Variable);
        foreach (var (name, state) in Optimizer.NamedStates) all["optimizer/" + name] = state;
        foreach (var (name, state) in Trainer.Average?.NamedStates ?? []) all["average/" + name] = state;
        foreach (var (name, state) in Trainer.Schedule!.NamedStates) all["schedule/" + name] = state;
        var bytes = new MemoryStream();
        SafeTensors.Write(bytes, all);
        return bytes.ToArray();
    }

    // Targets with some structure and some noise, so that losses move.
    private static (Tensor X, Tensor Y) Data(int count, ulong seed)
    {
        var rng = new Rng(seed);
        var x = Tensor.Normal([count, 3], rng);
        return (x, Tensor.Normal([count, 2], rng) * 0.1 + x.Slice(1, 0..2));
    }
}

/// <summary>Does something after the step of a number.</summary>
internal sealed class AfterStep(long step, Action action) : Callback
{
    public override string Name => "after-step";

    public override void OnStep(Trainer trainer)
    {
        if (trainer.StepsDone == step) action();
    }
}

/// <summary>The death of a process, as far as it can be played within one.</summary>
internal sealed class Killed : Exception;

/// <summary>Keeps all events.</summary>
internal sealed class Events : List<TrainingEvent>, IProgress<TrainingEvent>
{
    public void Report(TrainingEvent value) => Add(value);
}
