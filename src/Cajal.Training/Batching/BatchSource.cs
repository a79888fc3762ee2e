namespace Cajal.Training;

/// <summary>Examples cut into batches that are written straight into the trainer's buffers; the order of an epoch depends on its number
/// only.</summary>
/// <remarks>Ready are <see cref="TensorBatches"/> over tensors and, by conversion, <see cref="Data.Batches"/> over a data set.</remarks>
public abstract class BatchSource
{
    /// <summary>Number of examples N.</summary>
    public abstract int ExampleCount { get; }

    /// <summary>Examples per batch; the last may be smaller.</summary>
    public abstract int BatchSize { get; }

    /// <summary>Batches per epoch, ⌈N / BatchSize⌉.</summary>
    public int Count => (ExampleCount - 1) / BatchSize + 1;

    /// <summary>Shape and element type of one example's inputs.</summary>
    public abstract TensorSpec Input { get; }

    /// <summary>Shape and element type of one example's target: <c>[]</c> for a class index.</summary>
    public abstract TensorSpec Target { get; }

    /// <summary>Data sets cut into batches.</summary>
    public static implicit operator BatchSource(Data.Batches batches) => Of(batches);

    /// <summary>Data sets cut into batches.</summary>
    public static BatchSource Of(Data.Batches batches) => new DataBatches(batches);

    /// <summary>The same batches with each example's inputs laid out in a row: [N, 28, 28] → [N, 784].</summary>
    public BatchSource Flatten() => Input.Shape.Rank == 1 ? this : new FlatBatches(this);

    /// <summary>Number of examples in a batch: <see cref="BatchSize"/>, fewer in the last.</summary>
    public int SizeOf(int batch) => Math.Min(BatchSize, ExampleCount - batch * BatchSize);

    /// <summary>Which example of the source stands at a place of a batch of this epoch, from 0, so that it can be found again; the place in the epoch's order
    /// where the source does not know.</summary>
    /// <param name="batch">Number of the batch in this epoch.</param>
    /// <param name="index">Place in the batch.</param>
    public virtual int RowOf(int batch, int index) => batch * BatchSize + index;

    /// <summary>Puts the examples in the order of an epoch, counted from 0.</summary>
    public abstract void StartEpoch(int epoch);

    /// <summary>Writes some examples of a batch into buffers; allocates nothing.</summary>
    /// <param name="batch">Number of the batch in this epoch.</param>
    /// <param name="from">First of its examples to write.</param>
    /// <param name="inputs">[n, ..Input.Shape], filled whole.</param>
    /// <param name="targets">[n, ..Target.Shape], filled whole.</param>
    public abstract void Fill(int batch, int from, State inputs, State targets);

    /// <summary>Writes the inputs of some examples of a batch alone, for examples whose targets are not known.</summary>
    /// <param name="batch">Number of the batch in this epoch.</param>
    /// <param name="from">First of its examples to write.</param>
    /// <param name="inputs">[n, ..Input.Shape], filled whole.</param>
    public abstract void FillInputs(int batch, int from, State inputs);
}
