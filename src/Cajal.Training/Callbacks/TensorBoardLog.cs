namespace Cajal.Training;

/// <summary>Writes the figures of each epoch as curves into a TensorBoard event file.</summary>
/// <param name="path">The file; TensorBoard looks for <c>tfevents</c> in its name. A resumed run goes on in it from the checkpoint's
/// place.</param>
public sealed class TensorBoardLog(string path) : Callback
{
    private EventWriter? writer;
    private long keep = -1;

    /// <inheritdoc/>
    public override string Name => "tensorboard-log";

    private static double Now => (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;

    /// <inheritdoc/>
    public override void OnStart(Trainer trainer)
    {
        long bytes = keep >= 0 ? keep : trainer.StepsDone == 0 ? 0 : long.MaxValue;
        keep = -1;
        writer = EventWriter.Open(path, Now, bytes);
    }

    /// <inheritdoc/>
    public override void OnEpoch(Trainer trainer, EpochResult result)
    {
        Append("train/loss", result.Loss);
        Append("train/data_loss", result.DataLoss);
        foreach (var (name, value) in result.OtherLosses) Append($"train/{name}", value);
        foreach (var (name, value) in result.Penalties) Append($"train/{name}", value);
        if (result.ZeroWeights is { } share) Append("train/zero_weights", share);
        if (result.ValidationLoss is { } loss) Append("validation/loss", loss);
        foreach (var (name, value) in result.Metrics) Append($"validation/{name}", value);
        Append("learning_rate", result.LearningRate);
        Append("examples_per_second", result.ExamplesPerSecond);

        void Append(string tag, double value) => writer!.Append(tag, value, result.Step, Now);
    }

    /// <inheritdoc/>
    public override void Save(StateSection section)
    {
        if (writer is null) return;
        writer.Flush();
        section.Numbers["bytes"] = writer.Length;
    }

    /// <inheritdoc/>
    public override void Load(StateSection section) => keep = (long)section.Numbers["bytes"];

    /// <inheritdoc/>
    public override void Close()
    {
        writer?.Dispose();
        writer = null;
    }
}
