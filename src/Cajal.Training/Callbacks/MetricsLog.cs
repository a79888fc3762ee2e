namespace Cajal.Training;

/// <summary>Writes a row of metrics.csv after each epoch: loss and its parts, zero weights under L1, validation, learning rate, speed. The
/// columns are fixed when training begins.</summary>
/// <param name="path">The file; a resumed run goes on in it from the checkpoint's place.</param>
public sealed class MetricsLog(string path) : Callback
{
    private MetricsWriter? writer;
    private long keep = -1;
    private bool zeros;

    /// <inheritdoc/>
    public override string Name => "metrics-log";

    /// <inheritdoc/>
    public override void OnStart(Trainer trainer)
    {
        // A run from its beginning starts the table anew; one that is called again goes on at its end.
        long bytes = keep >= 0 ? keep : trainer.StepsDone == 0 ? 0 : long.MaxValue;
        keep = -1;
        string validation = trainer.HasValidation ? "validation_" : "";
        zeros = trainer.Penalties.Any(p => p.PromotesZeros);
        string[] columns =
        [
            "epoch", "step", "loss", "data_loss", .. trainer.Objective.Turns.Skip(1).Select(t => t.Name), .. trainer.Penalties.Select(p => p.Name),
            .. zeros ? ["zero_weights"] : Array.Empty<string>(), "validation_loss",
            .. trainer.Metrics.Select(m => validation + m.Name.Replace('-', '_')), "learning_rate", "examples_per_second", "seconds",
        ];
        writer = MetricsWriter.Open(path, columns, bytes);
    }

    /// <inheritdoc/>
    public override void OnEpoch(Trainer trainer, EpochResult result) => writer!.Append(
    [
        result.Epoch, result.Step, result.Loss, result.DataLoss, .. result.OtherLosses.Select(l => (double?)l.Value),
        .. result.Penalties.Select(p => (double?)p.Value),
        .. zeros ? [result.ZeroWeights] : Array.Empty<double?>(), result.ValidationLoss,
        .. trainer.Metrics.Select(m => result[m.Name]), result.LearningRate, result.ExamplesPerSecond, result.Seconds,
    ]);

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
