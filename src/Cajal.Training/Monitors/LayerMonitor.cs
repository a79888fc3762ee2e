namespace Cajal.Training;

/// <summary>Looks at the layers of a network while it trains: gradients, updates, activations and their histograms, written line by line into a file. Training
/// goes on as if nobody looked: the weights are the same, bit for bit.</summary>
/// <remarks>It looks seldom by default, which costs less than a twentieth of the time of all but the shortest trainings: before steps 0, 1, 2, 4, … 128, then before every 256th, and
/// from step 32,768 on 128 times while the number of steps doubles. When a loss is not a number any more, it looks once again at the end.</remarks>
/// <param name="path">The file, a JSON object per line; null keeps none and only tells <see cref="Looked"/>. A resumed run goes on in it from the checkpoint's
/// place.</param>
public sealed class LayerMonitor(string? path = null) : Callback
{
    private AppendedFile? file;
    private long keep = -1;
    private NetworkProbe? probe;
    private NetworkLook? pending;
    private StepSums sums;
    private (Trainer Trainer, Tensor Inputs, Tensor Targets)? last;

    /// <summary>Looks before every so many steps; null looks seldom, as described above.</summary>
    public int? EverySteps { get; init; }

    /// <inheritdoc/>
    public override string Name => "layer-monitor";

    /// <summary>Is told of each look, after the update that followed.</summary>
    public event Action<NetworkLook>? Looked;

    /// <inheritdoc/>
    public override void OnStart(Trainer trainer)
    {
        long bytes = keep >= 0 ? keep : trainer.StepsDone == 0 ? 0 : long.MaxValue;
        (keep, probe, pending, last, sums) = (-1, new NetworkProbe(trainer), null, null, trainer.StepsDone == 0 ? default : sums);
        if (path is not null) file = MonitorFile.Open(path, bytes);
    }

    /// <inheritdoc/>
    public override void OnBatch(Trainer trainer, Tensor inputs, Tensor targets)
    {
        last = (trainer, inputs, targets);
        if (EverySteps is { } every ? trainer.StepsDone % every != 0 : !LookTimes.IsDue(trainer.StepsDone)) return;
        pending = probe!.Look(inputs, targets);
        pending.Before = sums.Take();
        probe.RememberWeights();
    }

    /// <inheritdoc/>
    public override void OnStep(Trainer trainer)
    {
        if (pending is not null)
        {
            probe!.MeasureUpdate(pending);
            Tell();
        }
        sums.Add(trainer.LastLoss);
    }

    /// <inheritdoc/>
    public override void Save(StateSection section)
    {
        if (file is null) return;
        file.Flush();
        section.Numbers["bytes"] = file.Length;
        sums.Save(section);
    }

    /// <inheritdoc/>
    public override void Load(StateSection section) => (keep, sums) = ((long)section.Numbers["bytes"], StepSums.Load(section));

    /// <inheritdoc/>
    public override void Close()
    {
        try
        {
            if (pending is not null) Tell();
            // Where the numbers were lost is worth a look at any step.
            if (last is not var (trainer, inputs, targets) || double.IsFinite(trainer.LastLoss) || trainer.StepsDone == 0) return;
            pending = probe!.Look(inputs, targets);
            pending.Before = sums.Take();
            Tell();
        }
        finally
        {
            file?.Dispose();
            (file, last, probe) = (null, null, null);
        }
    }

    private void Tell()
    {
        if (file is not null) MonitorFile.Append(file, pending!);
        Looked?.Invoke(pending!);
        pending = null;
    }
}
