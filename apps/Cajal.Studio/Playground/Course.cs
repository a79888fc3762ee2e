using Cajal.Training;

namespace Cajal.Studio;

/// <summary>A training that can be stepped, changed on the way, and gone back in: a bench with its timeline, its curves and its Doctor. For one thread.</summary>
internal sealed class Course
{
    // A call of Fit keeps the figures of its epochs: it is left now and then.
    private const int EpochsAtOnce = 5000;

    private readonly Watcher watcher;
    private readonly Timeline timeline = new();
    private readonly Stack<(string Text, Action<Bench> TakeBack)> edits = new();
    private CancellationTokenSource stop = new();
    private long goalStep = long.MaxValue;
    private int goalEpoch = int.MaxValue;
    private bool isQuiet;

    /// <summary>Begins with a state.</summary>
    /// <exception cref="ArgumentException">The state asks for something that does not exist or does not fit.</exception>
    public Course(PlaygroundState state)
    {
        watcher = new Watcher { Stepped = OnStep, Ended = OnEpoch };
        State = state;
        Bench = NewBench(state);
        Begin(state, Bench);
    }

    /// <summary>What is asked for now.</summary>
    public PlaygroundState State { get; private set; }

    /// <summary>What is trained.</summary>
    public Bench Bench { get; private set; }

    /// <summary>Figures over time.</summary>
    public CurveLog Curves { get; } = new();

    /// <summary>The Doctor beside it.</summary>
    public DoctorPanel Doctor { get; } = new();

    /// <summary>Why it cannot go on; null when it can.</summary>
    public string? Frozen { get; private set; }

    /// <summary>Which rule ended the last run; null for none.</summary>
    public string? Stopped { get; private set; }

    /// <summary>The last step that was ever reached on this way.</summary>
    public long Last { get; private set; }

    /// <summary>First step that can be gone back to.</summary>
    public long First => timeline.First;

    /// <summary>Moments on the way that are kept, the earliest first.</summary>
    public IReadOnlyList<BenchSnapshot> Moments => timeline.Moments;

    /// <summary>Samples of the next batch that were gone through one by one.</summary>
    public int Sample { get; private set; }

    /// <summary>Is called after each step that is not gone again; true asks for a pause between this step and the next.</summary>
    public Func<bool>? Between { get; set; }

    /// <summary>Begins anew with first weights.</summary>
    public void Reset() => Begin(State, NewBench(State));

    /// <summary>Takes another state: looked at only, trained on from here, or begun anew, as the change asks.</summary>
    /// <returns>Whether network or points are others now.</returns>
    /// <exception cref="ArgumentException">The state asks for something that does not exist or does not fit; nothing has changed then.</exception>
    public bool Change(PlaygroundState next)
    {
        var names = Changes.Between(State, next);
        if (names.Count == 0) return false;
        Stopped = null;
        if (Changes.AreView(names))
        {
            Bench.View = PlaneView.Of(next, Bench.Data);
            State = next;
            return false;
        }
        var bench = NewBench(next);
        if (Changes.BeginAnew(names, State, next) || !bench.TakeOver(Bench))
        {
            Begin(next, bench);
            return true;
        }
        long step = bench.Trainer.StepsDone;
        Fork(step);
        Curves.Mark(step, bench.Trainer.EpochsDone, Changes.Describe(names, State, next));
        (State, Bench, Last, Frozen, Sample) = (next, bench, step, null, 0);
        edits.Clear();
        timeline.Add(bench, always: true);
        return true;
    }

    /// <summary>Writes another number over a weight or a bias: a change of its own, from which another future begins.</summary>
    /// <exception cref="ArgumentException">There is no such number, or the new one is none.</exception>
    public void Edit(WeightPlace place, double value)
    {
        double before = place.Read(Bench);
        Write(FormattableString.Invariant($"{place.Name}: {before:G4} → {value:G4}"), bench => place.Write(bench, value));
        edits.Push((FormattableString.Invariant($"{place.Name} back to {before:G4}"), bench => place.Write(bench, before)));
    }

    /// <summary>Has the next update take a number for the gradient of a weight or a bias, in place of what its batch gives; the one after that computes it again.</summary>
    /// <exception cref="ArgumentException">There is no such place, or the number is none.</exception>
    public void EditGradient(WeightPlace place, double value)
    {
        WeightPlace.RequireNumber(value, "gradient");
        place.Find(Bench);
        var before = Typed?[place];
        Write(FormattableString.Invariant($"∂L/∂{place.Name} of the next update: {value:G4}"), bench => Type(bench, value));
        edits.Push(($"∂L/∂{place.Name} of the next update back to {(before is { } b ? FormattableString.Invariant($"{b:G4}") : "what its batch gives")}", bench => Type(bench, before)));

        void Type(Bench bench, double? number)
        {
            var typed = (Typed ?? new TypedGradients(bench.Trainer.StepsDone, [])).With(place, number);
            bench.Typed = typed.Numbers.Count > 0 ? typed : null;
        }
    }

    /// <summary>Gradients that wait for the next update; null for none.</summary>
    private TypedGradients? Typed => Bench.Typed is { } typed && typed.Step == Bench.Trainer.StepsDone ? typed : null;

    /// <summary>Takes back the last edit that no step has followed.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public void UndoEdit()
    {
        if (edits.Count == 0) throw new ArgumentException("There is no edit to take back: a step has followed since. Go back on the time line in its place.");
        var (text, takeBack) = edits.Pop();
        Write(text, takeBack);
    }

    /// <summary>How many edits can be taken back.</summary>
    public int Edits => edits.Count;

    /// <summary>Trains until <see cref="Between"/> asks for a pause, a stop rule holds, or the numbers are lost.</summary>
    /// <returns>Whether it may go on.</returns>
    public bool Run() => Fit(long.MaxValue, int.MaxValue);

    /// <summary>One update.</summary>
    public void StepBatch()
    {
        Sample = 0;
        Fit(Bench.Trainer.StepsDone + 1, int.MaxValue);
    }

    /// <summary>Up to the end of an epoch.</summary>
    public void StepEpoch() => Fit(long.MaxValue, Bench.Trainer.EpochsDone + 1);

    /// <summary>The next sample of the next batch; after the last of them the update.</summary>
    /// <returns>The row of the sample to look at; null when the update was made.</returns>
    public int? StepSample()
    {
        var at = Bench.Trainer.Position;
        Bench.Train.StartEpoch(at.Epoch);
        if (at.Batch < Bench.Train.Count && Sample < Bench.Train.SizeOf(at.Batch)) return Bench.RowOf(at.Batch, Sample++);
        StepBatch();
        return null;
    }

    /// <summary>Goes back, or forward again, to a step: from the moment kept before it, by the same steps.</summary>
    public void Rewind(long step)
    {
        step = Math.Clamp(step, First, Last);
        edits.Clear();
        GoTo(step);
        // Settings of the view stay as they are; those of the training are of that moment.
        State = Bench.State with
        {
            ShowTest = State.ShowTest,
            Discretize = State.Discretize,
            Hide = State.Hide,
            Language = State.Language,
            Theme = State.Theme,
            Palette = State.Palette,
            Speed = State.Speed,
            StopEpoch = State.StopEpoch,
            StopLoss = State.StopLoss,
            StopAccuracy = State.StopAccuracy,
            AxisX = State.AxisX,
            AxisY = State.AxisY,
            Fixed = State.Fixed,
            StopPatience = State.StopPatience,
        };
        Bench.View = PlaneView.Of(State, Bench.Data);
        (Frozen, Stopped, Sample) = (null, null, 0);
    }

    /// <summary>What the next update would do to each parameter; nothing is changed. Null when it would lose the numbers.</summary>
    public IReadOnlyList<float[]>? PreviewUpdate()
    {
        var now = Bench.Snapshot();
        float[][] before = [.. Bench.Network.Parameters.Select(p => p.ToArray<float>())];
        try
        {
            Quietly(Bench.Trainer.StepsDone + 1);
            return [.. Bench.Network.Parameters.Select((p, i) => p.ToArray<float>().Select((w, k) => w - before[i][k]).ToArray())];
        }
        catch (RunException)
        {
            return null;
        }
        finally
        {
            Bench.Restore(now);
        }
    }

    // A bench of its own, so that going back before the edit is told from going on after it.
    private void Write(string text, Action<Bench> change)
    {
        var bench = NewBench(Bench.State);
        bench.TakeOver(Bench);
        change(bench);
        long step = bench.Trainer.StepsDone;
        Fork(step);
        Curves.Mark(step, bench.Trainer.EpochsDone, text);
        (Bench, Frozen, Stopped, Sample) = (bench, null, null, 0);
        timeline.Add(bench, always: true);
    }

    private Bench NewBench(PlaygroundState state)
    {
        var monitor = new LayerMonitor();
        monitor.Looked += look =>
        {
            if (isQuiet) return;
            Curves.Add(look);
            Doctor.See(look);
        };
        return new Bench(state, watcher, monitor);
    }

    private void Begin(PlaygroundState state, Bench bench)
    {
        (State, Bench, Last, Frozen, Stopped, Sample) = (state, bench, 0, null, null, 0);
        edits.Clear();
        timeline.Clear();
        Curves.Clear();
        Doctor.Begin(bench);
        timeline.Add(bench, always: true);
        Curves.Add(0, 0, Scores.Of(bench), bench.Trainer.Optimizer.LearningRate);
    }

    // From the moment kept before it, by the same steps; a moment may lie between the last step of an epoch and its end.
    private void GoTo(long step)
    {
        var moment = timeline.Before(step);
        Bench = moment.Bench;
        Bench.Restore(moment);
        if (Bench.Trainer.StepsDone < step || Bench.Trainer.Position.Batch == Bench.Train.Count) Quietly(step);
    }

    private void Fork(long step)
    {
        timeline.CutAfter(step);
        Doctor.CutAfter(step);
        Curves.Fork(step);
        Last = step;
    }

    private void Quietly(long step)
    {
        isQuiet = true;
        try
        {
            Steps(step, int.MaxValue);
        }
        finally
        {
            isQuiet = false;
        }
    }

    private bool Fit(long step, int epoch)
    {
        if (Frozen is not null) return false;
        Stopped = null;
        edits.Clear();
        // Settings that were changed later are not those that are trained with from here: another future begins.
        if (Bench.Trainer.StepsDone < Last && timeline.ChangesAfter(Bench.Trainer.StepsDone, Bench)) Fork(Bench.Trainer.StepsDone);
        try
        {
            Steps(step, epoch);
            Sample = 0;
            return Stopped is null;
        }
        catch (RunException lost)
        {
            Freeze(lost.Message);
            return false;
        }
        finally
        {
            Last = Math.Max(Last, Bench.Trainer.StepsDone);
        }
    }

    private void Steps(long step, int epoch)
    {
        using var source = new CancellationTokenSource();
        (stop, goalStep, goalEpoch) = (source, step, epoch);
        Bench.Trainer.Fit(Bench.Train, Bench.Trainer.EpochsDone + EpochsAtOnce, Bench.Judge, cancellation: source.Token);
    }

    private void OnStep()
    {
        var trainer = Bench.Trainer;
        if (!isQuiet)
        {
            timeline.Add(Bench);
            if (Between?.Invoke() == true) goalStep = 0;
        }
        // The end of an epoch belongs to its last step.
        if (trainer.StepsDone >= goalStep && trainer.Position.Batch < Bench.Train.Count) stop.Cancel();
    }

    private void OnEpoch(EpochResult result)
    {
        if (!isQuiet)
        {
            var scores = Scores.Of(Bench);
            Curves.Add(result.Step, result.Epoch, scores, result.LearningRate);
            Doctor.See(result, scores);
            Stopped = StopRules.Of(State, result.Epoch, scores, Curves.Best, Bench.Mistakes?.Memory);
            if (Stopped is not null) goalStep = 0;
        }
        if (result.Step >= goalStep || result.Epoch >= goalEpoch) stop.Cancel();
    }

    // Back to the last step whose numbers are all numbers; the sentence says what the next one lost first.
    private void Freeze(string message)
    {
        long bad = Math.Max(1, Bench.Trainer.StepsDone);
        for (long step = bad - 1; step >= First; step--)
        {
            try
            {
                GoTo(step);
            }
            catch (RunException)
            {
                continue;
            }
            if (!FirstBadNumber.IsSound(Bench)) continue;
            Frozen = $"Step {step + 1} would lose the numbers: {FirstBadNumber.Find(Bench)}. Training stands at step {step}, where all numbers are sound; lower the rate, clip the gradients, or go back.";
            return;
        }
        Frozen = message;
    }
}
