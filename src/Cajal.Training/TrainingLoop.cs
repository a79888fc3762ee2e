using System.Diagnostics;
using System.Globalization;

namespace Cajal.Training;

/// <summary>One call of <see cref="Trainer.Fit"/>: epochs of steps from where training stands, each followed by validation, callbacks and
/// checkpoints.</summary>
internal sealed class TrainingLoop
{
    private readonly Trainer trainer;
    private readonly TrainingPosition at;
    private readonly BatchSource train;
    private readonly Evaluator? validation;
    private readonly IProgress<TrainingEvent>? progress;
    private readonly CancellationToken cancellation;
    private readonly TrainingStep step;
    private readonly Callback[] callbacks;
    private readonly List<EpochResult> history = [];
    private long started = Stopwatch.GetTimestamp();

    public TrainingLoop(Trainer trainer, BatchSource train, BatchSource? validation, IProgress<TrainingEvent>? progress,
        CancellationToken cancellation)
    {
        this.trainer = trainer;
        this.train = train;
        this.progress = progress;
        this.cancellation = cancellation;
        at = trainer.Position;
        callbacks = [.. trainer.Callbacks];
        this.validation = validation is null ? null : new Evaluator(trainer.Model, trainer.Loss, trainer.Metrics, trainer.ToUnits,
            validation);
        step = new TrainingStep(trainer, train, text => progress?.Report(new TrainingNotice(text)), callbacks);
        if (at.PenaltySums.Length != trainer.Penalties.Count) at.PenaltySums = new double[trainer.Penalties.Count];
        if (at.TurnSums.Length != trainer.Optimizers.Count - 1) at.TurnSums = new double[trainer.Optimizers.Count - 1];
    }

    public TrainingResult Run(int epochs)
    {
        var meter = new ProgressMeter(progress, at, train.Count, epochs);
        try
        {
            foreach (var callback in callbacks) callback.OnStart(trainer);
            trainer.Swap.SwapOut();
            progress?.Report(new TrainingStarted(epochs, train.Count, train.ExampleCount, at.Epoch, at.Step));
            while (at.Epoch < epochs && trainer.StopSentence is null && !cancellation.IsCancellationRequested)
            {
                if (!TrainEpoch(meter) || !JudgeEpoch(meter)) break;
                SaveCheckpoint(force: false);
            }
            return Finish();
        }
        finally
        {
            foreach (var callback in callbacks) callback.Close();
        }
    }

    /// <summary>The rest of the present epoch; false when it was left before its end.</summary>
    private bool TrainEpoch(ProgressMeter meter)
    {
        train.StartEpoch(at.Epoch);
        step.BeginEpoch();
        meter.StartEpoch();
        while (at.Batch < train.Count)
        {
            if (cancellation.IsCancellationRequested || trainer.StopSentence is not null) return false;
            long before = Stopwatch.GetTimestamp();
            for (int turn = 0; turn < trainer.Optimizers.Count; turn++) trainer.Schedule?.Apply(trainer.Optimizers[turn], at.Step);
            step.Run(at.Batch);
            AddUp(train.SizeOf(at.Batch));
            at.EpochSeconds += Stopwatch.GetElapsedTime(before).TotalSeconds;
            RequireFinite();
            foreach (var callback in callbacks) callback.OnStep(trainer);
            meter.StepMade();
            if (trainer.Checkpoints is { } checkpoints && checkpoints.IsDueAfterStep(at.Step)) SaveCheckpoint(force: true);
        }
        return true;
    }

    // What is judged, and what callbacks see and may remember, are the weights for evaluation.
    private bool JudgeEpoch(ProgressMeter meter)
    {
        trainer.Swap.SwapIn();
        try
        {
            return EndEpoch(meter);
        }
        finally
        {
            trainer.Swap.SwapOut();
        }
    }

    /// <summary>Validation and callbacks; false when it was cancelled, and then the epoch's end is still to come.</summary>
    private bool EndEpoch(ProgressMeter meter)
    {
        long before = Stopwatch.GetTimestamp();
        Evaluation? evaluation = null;
        if (validation is not null && (evaluation = validation.Run(cancellation)) is null) return false;
        RequireSound(evaluation);
        meter.Validated(Stopwatch.GetElapsedTime(before).TotalSeconds);
        CountTime();
        double dataLoss = at.DataLossSum / at.Examples;
        var penalties = trainer.Penalties.Select((p, i) => new NamedFigure(p.Name, at.PenaltySums[i] / at.Examples)).ToArray();
        var result = new EpochResult
        {
            Epoch = at.Epoch + 1,
            Step = at.Step,
            Loss = dataLoss + penalties.Sum(p => p.Value),
            DataLoss = dataLoss,
            OtherLosses = [.. at.TurnSums.Select((sum, i) => new NamedFigure(trainer.Objective.Turns[i + 1].Name, sum / at.Examples))],
            Penalties = penalties,
            ZeroWeights = Penalty.ZeroShare(trainer.Penalties, trainer.Model),
            ValidationLoss = evaluation?.Loss,
            Metrics = evaluation?.Metrics ?? [],
            LearningRate = trainer.Optimizer.LearningRate,
            ExamplesPerSecond = at.EpochSeconds > 0 ? at.Examples / at.EpochSeconds : 0,
            Seconds = at.Seconds,
        };
        trainer.Schedule?.Report(result["loss"]!.Value);
        at.StartNextEpoch();
        history.Add(result);
        foreach (var callback in callbacks) callback.OnEpoch(trainer, result);
        progress?.Report(new EpochEnded(result));
        return true;
    }

    private TrainingResult Finish()
    {
        SaveCheckpoint(force: true);
        var reason = trainer.StopSentence is not null ? StopReason.StoppedEarly
            : cancellation.IsCancellationRequested ? StopReason.Cancelled : StopReason.Completed;
        // A cancelled run goes on later.
        if (reason != StopReason.Cancelled) trainer.Swap.SwapIn();
        var sentences = new List<string> { Sentence(reason) };
        foreach (var callback in callbacks)
            if (callback.OnEnd(trainer, reason) is { } said) sentences.Add(said);
        var result = new TrainingResult
        {
            Reason = reason,
            Sentence = string.Join(' ', sentences),
            Epochs = at.Epoch,
            Steps = at.Step,
            History = history,
            WeightsOfEpoch = trainer.WeightsOfEpoch ?? at.Epoch,
            Seconds = at.Seconds,
            StepsReplayed = step.Replayed,
            WhyEager = step.WhyEager,
        };
        progress?.Report(new TrainingEnded(result));
        return result;
    }

    private string Sentence(StopReason reason) => reason switch
    {
        StopReason.StoppedEarly => trainer.StopSentence!,
        StopReason.Cancelled => at.Batch == 0 ? $"Cancelled after epoch {at.Epoch} (step {at.Step})."
            : $"Cancelled in epoch {at.Epoch + 1} after step {at.Step}.",
        _ => $"Trained {at.Epoch} epochs ({at.Step} steps).",
    };

    private void AddUp(int examples)
    {
        at.Batch++;
        at.Step++;
        at.Examples += examples;
        at.DataLossSum += step.DataLoss * examples;
        for (int i = 0; i < at.TurnSums.Length; i++) at.TurnSums[i] += step.TurnLosses[i + 1] * examples;
        for (int i = 0; i < at.PenaltySums.Length; i++) at.PenaltySums[i] += step.PenaltyLosses[i] * examples;
        trainer.LastLoss = step.Loss;
    }

    private void RequireFinite()
    {
        double worst = double.IsFinite(trainer.LastLoss) ? step.TurnLosses.Sum() : trainer.LastLoss;
        if (trainer.StopWhenNotFinite && !double.IsFinite(worst))
            throw Diverged(string.Create(CultureInfo.InvariantCulture, $"The loss became {worst}"), $", batch {at.Batch}");
    }

    // What the last update did comes after the last loss: it shows in the validation loss, or in the weights.
    private void RequireSound(Evaluation? evaluation)
    {
        if (!trainer.StopWhenNotFinite) return;
        if (evaluation is { Loss: var loss } && !double.IsFinite(loss))
            throw Diverged(string.Create(CultureInfo.InvariantCulture, $"The validation loss became {loss}"), "");
        foreach (var (name, variable) in trainer.Model.NamedVariables)
            if (variable is Parameter && !IsFinite(variable)) throw Diverged($"Numbers of '{name}' became infinite or NaN", "");
    }

    private static bool IsFinite(Tensor weights) => weights.DType == DType.Float64
        ? Array.TrueForAll(weights.ToArray<double>(), double.IsFinite)
        : !weights.DType.IsFloat() || Array.TrueForAll(weights.ToArray<float>(), float.IsFinite);

    private RunException Diverged(string what, string batch) => new(what
        + $" in step {at.Step} (epoch {at.Epoch + 1}{batch}), so training stopped. "
        + string.Create(CultureInfo.InvariantCulture, $"Lower the learning rate ({trainer.Optimizer.LearningRate:G4} now), ")
        + "clip the gradients, or look for extreme values in the data.");

    private void SaveCheckpoint(bool force)
    {
        if (trainer.Checkpoints is not { } checkpoints) return;
        CountTime();
        if (checkpoints.SaveWhenDue(trainer, force) is { } path) progress?.Report(new CheckpointWritten(path, at.Step));
    }

    private void CountTime()
    {
        at.Seconds += Stopwatch.GetElapsedTime(started).TotalSeconds;
        started = Stopwatch.GetTimestamp();
    }
}
