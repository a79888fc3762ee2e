using System.Globalization;

namespace Cajal.Training;

/// <summary>Batches of the rows of two tensors: for examples that are in memory already.</summary>
/// <remarks>Order e = f(seed, e), as for data sets. Not safe for several threads at once.</remarks>
public sealed class TensorBatches : BatchSource
{
    private readonly Rows inputs, targets;
    private readonly int[] order;
    private readonly Rng? shuffling;

    /// <summary>Batches of x [N, …] and targets [N, …].</summary>
    /// <param name="x">Inputs of the examples, one per row.</param>
    /// <param name="targets">What is right: class indices [N] in Int32 or Int64, or numbers [N, D].</param>
    /// <param name="batchSize">Examples per batch; more than there are means all at once.</param>
    /// <param name="shuffleSeed">A seed shuffles anew each epoch; null keeps the order, for evaluation.</param>
    /// <exception cref="ShapeException">Different numbers of rows.</exception>
    /// <exception cref="ArgumentException">No examples, or a batch size below 1.</exception>
    public TensorBatches(Tensor x, Tensor targets, int batchSize = int.MaxValue, ulong? shuffleSeed = null)
    {
        if (x.Rank == 0 || targets.Rank == 0 || x.Shape[0] != targets.Shape[0])
            throw new ShapeException("TensorBatches", "inputs [N, …] and targets [N, …] with one row per example",
                $"{x.Shape} and {targets.Shape}");
        if (x.Shape[0] == 0) throw new ArgumentException("There are no examples to cut into batches: the tensors have no rows.");
        if (batchSize < 1) throw new ArgumentOutOfRangeException(nameof(batchSize),
            $"A batch holds at least one example; received {batchSize}.");
        inputs = Rows.Of(x);
        this.targets = Rows.Of(targets);
        order = [.. Enumerable.Range(0, x.Shape[0])];
        BatchSize = Math.Min(batchSize, x.Shape[0]);
        // One full batch has no order worth changing.
        if (shuffleSeed is { } seed && BatchSize < x.Shape[0]) shuffling = new Rng(seed).Fork("order");
        StartEpoch(0);
    }

    /// <inheritdoc/>
    public override int ExampleCount => order.Length;

    /// <inheritdoc/>
    public override int BatchSize { get; }

    /// <inheritdoc/>
    public override TensorSpec Input => inputs.Spec;

    /// <inheritdoc/>
    public override TensorSpec Target => targets.Spec;

    /// <inheritdoc/>
    public override int RowOf(int batch, int index) => order[batch * BatchSize + index];

    /// <inheritdoc/>
    public override void StartEpoch(int epoch)
    {
        if (shuffling is null) return;
        for (int i = 0; i < order.Length; i++) order[i] = i;
        shuffling.Fork(epoch.ToString(CultureInfo.InvariantCulture)).Shuffle(order.AsSpan());
    }

    /// <inheritdoc/>
    public override void Fill(int batch, int from, State inputs, State targets)
    {
        FillInputs(batch, from, inputs);
        this.targets.Gather(order, batch * BatchSize + from, targets);
    }

    /// <inheritdoc/>
    public override void FillInputs(int batch, int from, State inputs) => this.inputs.Gather(order, batch * BatchSize + from, inputs);

    /// <summary>The rows of one tensor, whatever its element type.</summary>
    private abstract class Rows(TensorSpec spec)
    {
        public TensorSpec Spec { get; } = spec;

        public static Rows Of(Tensor x) => x.DType switch
        {
            DType.Float32 => new Rows<float>(x),
            DType.Float64 => new Rows<double>(x),
            DType.Int32 => new Rows<int>(x),
            DType.Int64 => new Rows<long>(x),
            _ => new Rows<bool>(x),
        };

        public abstract void Gather(int[] order, int first, State target);
    }

    private sealed class Rows<T>(Tensor x) : Rows(new TensorSpec(x.Shape.Without(0), x.DType)) where T : unmanaged
    {
        private readonly T[] values = x.ToArray<T>();
        private readonly int width = x.Count / x.Shape[0];

        public override void Gather(int[] order, int first, State target) =>
            target.Write<T, (Rows<T> Rows, int[] Order, int First)>((this, order, first), static (target, from) =>
            {
                int width = from.Rows.width;
                for (int i = 0; i * width < target.Length; i++)
                    from.Rows.values.AsSpan(from.Order[from.First + i] * width, width).CopyTo(target[(i * width)..]);
            });
    }
}
