using Cajal.Training;

namespace Cajal.Insight;

/// <summary>Watches a training run and says what is wrong with it: <c>var doctor = new Doctor();</c> among the callbacks of a trainer, then
/// <c>doctor.Verdict</c>.</summary>
/// <remarks>It takes a look at the network now and then, as <see cref="LayerMonitor"/> does, and changes nothing of the training.</remarks>
/// <param name="thresholds">Its bounds; null for the standard ones.</param>
public sealed class Doctor(Thresholds? thresholds = null) : Callback
{
    private readonly LayerMonitor monitor = new();
    private readonly HashSet<string> spoken = new(StringComparer.Ordinal);
    private Examination? examination;
    private Trainer? watched;
    private Verdict? verdict;
    private bool isListening, isSmall;
    private const long MostNumbers = 1 << 26;

    /// <inheritdoc/>
    public override string Name => "doctor";

    /// <summary>Examples the network is to answer once it is trained, which may have drifted; null for none.</summary>
    public BatchSource? NewData { get; init; }

    /// <summary>True stops training at a finding that is certain.</summary>
    public bool StopOnErrors { get; init; }

    /// <summary>Is told of each finding as soon as it is made in the course of training, once.</summary>
    public event Action<Finding>? Warned;

    /// <summary>The verdict on the network as it is now, by all evidence.</summary>
    /// <exception cref="InvalidOperationException">It has watched no training yet.</exception>
    public Verdict Verdict => verdict ??= Diagnosis.Of(examination ?? throw new InvalidOperationException(
        "The Doctor has watched no training yet. Put it among the trainer's Callbacks and call Fit."));

    /// <inheritdoc/>
    public override void OnStart(Trainer trainer)
    {
        verdict = null;
        if (watched != trainer)
        {
            var (train, validation) = trainer.Sources!.Value;
            (watched, examination) = (trainer, new Examination(trainer, train, validation, thresholds) { NewData = NewData });
            spoken.Clear();
        }
        if (!isListening) monitor.Looked += See;
        isListening = true;
        examination!.IsRunning = true;
        isSmall = TrainingSnapshot.SizeOf(trainer) <= MostNumbers;
        monitor.OnStart(trainer);
    }

    /// <inheritdoc/>
    public override void OnBatch(Trainer trainer, Tensor inputs, Tensor targets)
    {
        // Where the numbers are lost later, the way there is gone again from here; the last but one in case this one is lost already.
        if (isSmall && LookTimes.IsDue(trainer.StepsDone) && (trainer.StepsDone == 0 || double.IsFinite(trainer.LastLoss)))
        {
            var oldest = examination!.Snapshots.Count == 2 ? examination.Snapshots.Dequeue() : null;
            examination.Snapshots.Enqueue(Taken(oldest, trainer));
        }
        monitor.OnBatch(trainer, inputs, targets);
    }

    /// <inheritdoc/>
    public override void OnStep(Trainer trainer)
    {
        examination!.IsTrained = true;
        monitor.OnStep(trainer);
    }

    /// <inheritdoc/>
    public override void OnEpoch(Trainer trainer, EpochResult result)
    {
        examination!.Epochs.Add(result);
        if (isSmall && result.ValidationLoss < (examination.Best?.Epoch.ValidationLoss ?? double.PositiveInfinity)) examination.Best = (result, Taken(examination.Best?.State, trainer));
        Speak();
    }

    /// <inheritdoc/>
    public override void Close()
    {
        monitor.Close();
        if (examination is not null) examination.IsRunning = false;
        if (examination is { } seen && watched is { StepsDone: > 0 } trainer && !double.IsFinite(trainer.LastLoss)) seen.Trouble ??= "The loss was no number any more.";
    }

    // In the memory of one that is not needed any more: each look would leave megabytes behind otherwise.
    private static TrainingSnapshot Taken(TrainingSnapshot? old, Trainer trainer) => old is not null && old.Retake(trainer) ? old : new TrainingSnapshot(trainer);

    private void See(NetworkLook look)
    {
        examination!.Looks.Add(look);
        Speak();
    }

    private void Speak()
    {
        foreach (var check in Catalogue.All)
        {
            if (!check.IsLive || spoken.Contains(check.Code) || Diagnosis.Examine(check, examination!) is not { Severity: > Severity.Note } finding) continue;
            spoken.Add(check.Code);
            Warned?.Invoke(finding);
            if (StopOnErrors && finding.Severity == Severity.Error) watched!.Stop($"The Doctor stopped training: {finding}");
        }
    }
}
