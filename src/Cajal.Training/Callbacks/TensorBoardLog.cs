namespace Cajal.Training;

/// <summary>Writes a TensorBoard event file: the figures of each epoch as curves, what a <see cref="LayerMonitor"/> beside it sees as curves and histograms, the
/// graph of the network, and what the run was told.</summary>
/// <param name="path">The file; TensorBoard looks for <c>tfevents</c> in its name. A resumed run goes on in it from the checkpoint's
/// place.</param>
public sealed class TensorBoardLog(string path) : Callback
{
    private EventWriter? writer;
    private bool graphIsMissing;
    private long keep = -1;

    /// <inheritdoc/>
    public override string Name => "tensorboard-log";

    /// <summary>What the run was told, by name: numbers, truth values and texts; for its table of hyper-parameters.</summary>
    public IReadOnlyDictionary<string, object> HyperParameters { get; init; } = new Dictionary<string, object>();

    /// <summary>Texts in Markdown by name.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    private static double Now => (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;

    /// <inheritdoc/>
    public override void OnStart(Trainer trainer)
    {
        long bytes = keep >= 0 ? keep : trainer.StepsDone == 0 ? 0 : long.MaxValue;
        keep = -1;
        writer = EventWriter.Open(path, Now, bytes);
        graphIsMissing = writer.IsNew;
        foreach (var monitor in trainer.Callbacks.OfType<LayerMonitor>())
        {
            monitor.Looked -= Append;
            monitor.Looked += Append;
        }
        if (!writer.IsNew) return;
        foreach (var (tag, text) in Texts) writer.Append(tag, text, Now);
        if (HyperParameters.Count > 0) writer.AppendHyperParameters(HyperParameters, Now);
    }

    /// <inheritdoc/>
    public override void OnBatch(Trainer trainer, Tensor inputs, Tensor targets)
    {
        if (!graphIsMissing) return;
        graphIsMissing = false;
        byte[] graph = new NetworkProbe(trainer).Read(inputs, targets, (nodes, _, _) => GraphMessage.Of(nodes, (inputs, "input"), (targets, "target")));
        writer!.AppendGraph(graph, Now);
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

    private void Append(NetworkLook look)
    {
        // A monitor's very last look may come when this file is closed.
        if (writer is null) return;
        foreach (var layer in look.Layers)
        {
            string name = layer.Name.Length == 0 ? layer.Kind : layer.Name;
            Curve("gradient_norm", layer.GradientNorm);
            Curve("update_ratio", layer.UpdateRatio);
            Curve("activation_mean", layer.Mean);
            Curve("activation_spread", layer.Spread);
            Curve("activation_zeros", layer.Zeros);
            Curve("dead_units", layer.Dead);
            Curve("saturated", layer.Saturated);
            Spread("weights", layer.Weights);
            Spread("gradients", layer.Gradients);
            Spread("pre_activations", layer.PreActivations);

            void Curve(string figure, float? value)
            {
                if (value is { } number) writer.Append($"{figure}/{name}", number, look.Step, Now);
            }

            void Spread(string what, Histogram? numbers)
            {
                if (numbers is not null) writer.Append($"{what}/{name}", numbers, look.Step, Now);
            }
        }
    }
}
