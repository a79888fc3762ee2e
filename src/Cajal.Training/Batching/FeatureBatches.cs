namespace Cajal.Training;

/// <summary>Batches whose inputs are what frozen layers make of them: the layers answer as in use (no dropout, kept statistics) and are not
/// recorded.</summary>
/// <param name="source">The batches.</param>
/// <param name="features">[N, …] → [N, F].</param>
/// <param name="width">F.</param>
internal sealed class FeatureBatches(BatchSource source, Networks.Layer features, int width) : BatchSource
{
    private readonly BatchBuffers buffers = new(source);

    public override int ExampleCount => source.ExampleCount;

    public override int BatchSize => source.BatchSize;

    public override TensorSpec Input { get; } = new([width], DType.Float32);

    public override TensorSpec Target => source.Target;

    public override int RowOf(int batch, int index) => source.RowOf(batch, index);

    public override void StartEpoch(int epoch) => source.StartEpoch(epoch);

    public override void Fill(int batch, int from, State inputs, State targets)
    {
        var (x, known) = buffers.Fill(batch, from, inputs.Shape[0]);
        targets.Assign(known);
        Answer(x, inputs);
    }

    public override void FillInputs(int batch, int from, State inputs) => Answer(buffers.Fill(batch, from, inputs.Shape[0]).Inputs, inputs);

    private void Answer(State x, State inputs)
    {
        float[] made;
        using (Tape.Start(Mode.Inference)) made = features.Forward(x).ToArray<float>();
        inputs.Assign(made);
    }
}
