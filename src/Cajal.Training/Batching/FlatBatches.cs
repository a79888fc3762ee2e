namespace Cajal.Training;

/// <summary>The same batches with each example's inputs laid out in a row: [N, 28, 28] → [N, 784].</summary>
internal sealed class FlatBatches(BatchSource inner) : BatchSource
{
    public override int ExampleCount => inner.ExampleCount;

    public override int BatchSize => inner.BatchSize;

    public override TensorSpec Input => new([inner.Input.Shape.Count], inner.Input.DType);

    public override TensorSpec Target => inner.Target;

    public override int RowOf(int batch, int index) => inner.RowOf(batch, index);

    public override void StartEpoch(int epoch) => inner.StartEpoch(epoch);

    public override void Fill(int batch, int from, State inputs, State targets) => inner.Fill(batch, from, inputs, targets);

    public override void FillInputs(int batch, int from, State inputs) => inner.FillInputs(batch, from, inputs);
}
