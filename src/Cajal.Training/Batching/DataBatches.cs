using Cajal.Data;

namespace Cajal.Training;

/// <summary>Batches of a data set, as the trainer takes them. Targets: class indices Int32 [] for classes, Float32 [1] for yes-or-no and
/// numbers.</summary>
internal sealed class DataBatches(Batches batches) : BatchSource
{
    private readonly bool hasIndices = batches.Examples.Task == TaskKind.Classes;

    public override int ExampleCount => batches.Examples.Count;

    public override int BatchSize => batches.BatchSize;

    public override TensorSpec Input => new(batches.Examples.ExampleShape, DType.Float32);

    public override TensorSpec Target => hasIndices ? new(Shape.Scalar, DType.Int32) : new([1], DType.Float32);

    public override int RowOf(int batch, int index) => batches.Rows(batch)[index];

    public override void StartEpoch(int epoch) => batches.StartEpoch(epoch);

    public override void Fill(int batch, int from, State inputs, State targets)
    {
        var place = (batches, batch, from);
        FillInputs(batch, from, inputs);
        if (hasIndices) targets.Write<int, (Batches, int, int)>(place, static (y, at) => WriteLabels(y, at));
        else targets.Write<float, (Batches, int, int)>(place, static (y, at) => WriteNumbers(y, at));
    }

    public override void FillInputs(int batch, int from, State inputs) =>
        inputs.Write<float, (Batches, int, int)>((batches, batch, from), static (x, at) => WriteInputs(x, at));

    private static void WriteInputs(Span<float> x, (Batches Batches, int Batch, int From) at)
    {
        var examples = at.Batches.Examples;
        var rows = at.Batches.Rows(at.Batch)[at.From..];
        int width = examples.ExampleShape.Count;
        for (int i = 0; i * width < x.Length; i++) examples.CopyInputs(rows[i], x.Slice(i * width, width));
    }

    private static void WriteLabels(Span<int> targets, (Batches Batches, int Batch, int From) at)
    {
        var rows = at.Batches.Rows(at.Batch)[at.From..];
        var labels = at.Batches.Examples.Labels;
        for (int i = 0; i < targets.Length; i++) targets[i] = labels[rows[i]];
    }

    private static void WriteNumbers(Span<float> targets, (Batches Batches, int Batch, int From) at)
    {
        var examples = at.Batches.Examples;
        var rows = at.Batches.Rows(at.Batch)[at.From..];
        if (examples.Task == TaskKind.Numbers)
        {
            var values = examples.Values;
            for (int i = 0; i < targets.Length; i++) targets[i] = values[rows[i]];
        }
        else
        {
            var labels = examples.Labels;
            for (int i = 0; i < targets.Length; i++) targets[i] = labels[rows[i]];
        }
    }
}
