using System.Diagnostics;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>Short trainings from a snapshot under another learning rate: what would have come, had one thing been different. Everything is put back afterwards.</summary>
internal sealed class Trials(Examination examination)
{
    private const double MostSeconds = 3, MostInAll = 20;

    private readonly Dictionary<(TrainingSnapshot, double, int), double> known = [];
    private readonly Stopwatch spent = new();
    private TrainingSnapshot? now;

    /// <summary>The weights as they are, to go on from.</summary>
    public TrainingSnapshot Now => now ??= new TrainingSnapshot(examination.Trainer);

    /// <summary>Whether something can be tried: an ordinary loss, no step that failed, and no training under way.</summary>
    public bool IsPossible => !examination.IsRunning && examination.Task.Kind is not null && examination.Trainer.Optimizers.Count == 1;

    /// <summary>Does something with the weights of a snapshot in the network.</summary>
    public static T With<T>(TrainingSnapshot state, Examination examination, Func<T> work)
    {
        var present = new TrainingSnapshot(examination.Trainer);
        try
        {
            state.Restore(examination.Trainer);
            return work();
        }
        finally
        {
            present.Restore(examination.Trainer);
        }
    }

    /// <summary>The loss on the probe in inference mode after some steps at a constant rate; NaN when it was lost or took too long.</summary>
    /// <param name="from">Where they begin.</param>
    /// <param name="rate">η.</param>
    /// <param name="steps">How many; 0 judges the snapshot itself.</param>
    public double LossAfter(TrainingSnapshot from, double rate, int steps)
    {
        if (!known.TryGetValue((from, rate, steps), out double loss))
        {
            if (spent.Elapsed.TotalSeconds > MostInAll) return double.NaN;
            spent.Start();
            known[(from, rate, steps)] = loss = With(from, examination, () => Walk(rate, steps) ? ProbeLoss() : double.NaN);
            spent.Stop();
            if (spent.Elapsed.TotalSeconds > MostInAll) examination.Notes.Add(FormattableString.Invariant($"Trials of other learning rates took {MostInAll} s; no more were made."));
        }
        return loss;
    }

    /// <summary>The layers on the probe after some steps at a constant rate; null when the loss was lost or it took too long.</summary>
    public NetworkLook? LookAfter(TrainingSnapshot from, double rate, int steps) => With(from, examination, () =>
        Walk(rate, steps) ? new NetworkProbe(examination.Trainer).Look(examination.Probe.Inputs, examination.Probe.Targets) : null);

    /// <summary>Makes some steps at a constant rate from where the trainer stands; false when the loss was lost or it took too long.</summary>
    /// <param name="rate">η.</param>
    /// <param name="steps">How many.</param>
    /// <param name="afterStep">Is done after each; null for nothing.</param>
    /// <param name="on">Other examples than those of training; null for these.</param>
    /// <param name="isFree">Whether penalties are left out.</param>
    public bool Walk(double rate, int steps, Action? afterStep = null, BatchSource? on = null, bool isFree = false)
    {
        var (trainer, train) = (examination.Trainer, on ?? examination.Train);
        var clock = Stopwatch.StartNew();
        var step = new TrainingStep(isFree ? Freed(trainer) : trainer, train, _ => { });
        train.StartEpoch(trainer.Position.Epoch);
        step.BeginEpoch();
        for (int i = 0, batch = on is null ? trainer.Position.Batch : 0, epoch = trainer.Position.Epoch; i < steps; i++, batch++)
        {
            if (batch >= train.Count)
            {
                train.StartEpoch(++epoch);
                batch = 0;
            }
            trainer.Optimizer.LearningRate = rate;
            step.Run(batch);
            afterStep?.Invoke();
            if (!double.IsFinite(step.Loss) || clock.Elapsed.TotalSeconds > MostSeconds) return false;
        }
        return true;
    }

    // The same weights and the same rule, without penalties.
    private static Trainer Freed(Trainer trainer) =>
        new(trainer.Objective, [.. trainer.Optimizers]) { ClipNorm = trainer.ClipNorm, ClipValue = trainer.ClipValue, MicroBatchSize = trainer.MicroBatchSize };

    private double ProbeLoss()
    {
        var (x, t) = examination.AskedProbe;
        using var tape = Tape.Start(Mode.Inference);
        return examination.Trainer.Loss(examination.Trainer.Model.Forward(x), t).Item();
    }
}
