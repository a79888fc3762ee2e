using Cajal.Data;

namespace Cajal.Training;

/// <summary>Batches of a data set, as the trainer takes them. Targets: class indices Int32 [] for classes, Float32 [1] for yes-or-no and numbers.</summary>
internal sealed class DataBatches : BatchSource
{
    private readonly Batches batches;
    private readonly int width;
    private readonly bool hasIndices;
    private readonly Variable.WriteInto<float> writeInputs, writeNumbers;
    private readonly Variable.WriteInto<int> writeIndices;
    private int batch, from;

    public DataBatches(Batches batches)
    {
        this.batches = batches;
        width = batches.Examples.ExampleShape.Count;
        hasIndices = batches.Examples.Task == TaskKind.Classes;
        // Made once: delegates made per call would be garbage in every step.
        (writeInputs, writeNumbers, writeIndices) = (WriteInputs, WriteNumbers, WriteIndices);
    }

    public override int ExampleCount => batches.Examples.Count;

    public override int BatchSize => batches.BatchSize;

    public override TensorSpec Input => new(batches.Examples.ExampleShape, DType.Float32);

    public override TensorSpec Target => hasIndices ? new(Shape.Scalar, DType.Int32) : new([1], DType.Float32);

    public override void StartEpoch(int epoch) => batches.StartEpoch(epoch);

    public override void Fill(int batch, int from, State inputs, State targets)
    {
        (this.batch, this.from) = (batch, from);
        inputs.Write(writeInputs);
        if (hasIndices) targets.Write(writeIndices);
        else targets.Write(writeNumbers);
    }

    private void WriteInputs(Span<float> x)
    {
        var rows = batches.Rows(batch)[from..];
        for (int i = 0; i * width < x.Length; i++) batches.Examples.CopyInputs(rows[i], x.Slice(i * width, width));
    }

    private void WriteIndices(Span<int> targets)
    {
        var rows = batches.Rows(batch)[from..];
        var labels = batches.Examples.Labels;
        for (int i = 0; i < targets.Length; i++) targets[i] = labels[rows[i]];
    }

    private void WriteNumbers(Span<float> targets)
    {
        var rows = batches.Rows(batch)[from..];
        if (batches.Examples.Task == TaskKind.Numbers)
            for (int i = 0; i < targets.Length; i++) targets[i] = batches.Examples.Values[rows[i]];
        else
            for (int i = 0; i < targets.Length; i++) targets[i] = batches.Examples.Labels[rows[i]];
    }
}
