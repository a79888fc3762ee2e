using System.Globalization;

namespace Cajal.Data;

/// <summary>Examples cut into batches, in a new order each epoch: order e = f(seed, e), so the order of any epoch can be computed
/// alone.</summary>
/// <remarks>The last batch holds what is left and may be smaller. Not safe for several threads at once.</remarks>
public sealed class Batches
{
    private readonly int[] order;
    private readonly Rng? shuffling;
    private readonly ClassBalance? balance;

    private Batches(Examples examples, int batchSize, Rng? shuffling, ClassBalance? balance = null)
    {
        if (batchSize < 1)
            throw new ArgumentOutOfRangeException(nameof(batchSize), $"A batch holds at least one example; received {batchSize}.");
        if (examples.Count == 0)
            throw new ArgumentException("There are no examples to cut into batches; the part is empty.", nameof(examples));
        Examples = examples;
        BatchSize = Math.Min(batchSize, examples.Count);
        Note = batchSize <= examples.Count || batchSize == int.MaxValue ? null
            : $"The batch size {batchSize} is larger than the {examples.Count} "
                + "examples, so each batch is the full data: one step per epoch.";
        // One full batch has no order worth changing.
        this.shuffling = BatchSize == examples.Count && balance is null ? null : shuffling;
        this.balance = balance;
        order = new int[examples.Count];
        StartEpoch(0);
    }

    /// <summary>Batches whose examples are shuffled anew each epoch.</summary>
    /// <exception cref="ArgumentException">No examples, or a batch size below 1.</exception>
    public static Batches Shuffled(Examples examples, int batchSize, ulong seed = 42) =>
        new(examples, batchSize, new Rng(seed).Fork("order"));

    /// <summary>Batches in which every class comes equally often, however rare it is: an epoch takes N examples, each class's own shuffled
    /// and gone through as often as needed.</summary>
    /// <exception cref="ArgumentException">No examples, a batch size below 1, or examples without classes.</exception>
    public static Batches Balanced(Examples examples, int batchSize, ulong seed = 42) =>
        new(examples, batchSize, new Rng(seed).Fork("order"), new ClassBalance(examples));

    /// <summary>Batches in the order of the examples, the same each epoch: for evaluation and prediction.</summary>
    /// <exception cref="ArgumentException">No examples, or a batch size below 1.</exception>
    public static Batches InOrder(Examples examples, int batchSize) => new(examples, batchSize, null);

    /// <summary>One batch of all examples: full-batch gradient descent.</summary>
    /// <exception cref="ArgumentException">No examples.</exception>
    public static Batches Full(Examples examples) => new(examples, int.MaxValue, null);

    /// <summary>The examples.</summary>
    public Examples Examples { get; }

    /// <summary>Examples per batch; the last may be smaller.</summary>
    public int BatchSize { get; }

    /// <summary>Batches per epoch, ⌈N / BatchSize⌉.</summary>
    public int Count => (Examples.Count - 1) / BatchSize + 1;

    /// <summary>The epoch whose order is in use.</summary>
    public int Epoch { get; private set; }

    /// <summary>A sentence to show when the batch size asked for was larger than the data; else null.</summary>
    public string? Note { get; }

    /// <summary>Puts the examples in the order of the given epoch, counted from 0; allocates a little once per epoch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative epoch.</exception>
    public void StartEpoch(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        Epoch = epoch;
        for (int i = 0; i < order.Length; i++) order[i] = i;
        var rng = shuffling?.Fork(epoch.ToString(CultureInfo.InvariantCulture));
        balance?.Fill(order, rng!);
        rng?.Shuffle(order.AsSpan());
    }

    /// <summary>Number of examples in a batch: <see cref="BatchSize"/>, fewer in the last.</summary>
    public int SizeOf(int batch) => Rows(batch).Length;

    /// <summary>Which examples make up a batch of this epoch, as indices into <see cref="Examples"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such batch.</exception>
    public ReadOnlySpan<int> Rows(int batch)
    {
        if ((uint)batch >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(batch), $"An epoch has the batches 0 to {Count - 1}; received {batch}.");
        int start = batch * BatchSize;
        return order.AsSpan(start, Math.Min(BatchSize, order.Length - start));
    }

    /// <summary>Writes the inputs of a batch, [batch, ..ExampleShape], into a buffer; returns its number of examples and allocates
    /// nothing.</summary>
    /// <exception cref="ArgumentException">The buffer is too short.</exception>
    public int Fill(int batch, Span<float> x)
    {
        var rows = Rows(batch);
        int width = Examples.ExampleShape.Count;
        Require(x.Length, rows.Length * width, nameof(x));
        for (int i = 0; i < rows.Length; i++) Examples.CopyInputs(rows[i], x.Slice(i * width, width));
        return rows.Length;
    }

    /// <summary>Writes inputs [batch, ..ExampleShape] and class indices [batch]; returns the number of examples and allocates
    /// nothing.</summary>
    /// <exception cref="ArgumentException">A buffer is too short.</exception>
    /// <exception cref="InvalidOperationException">The targets are numbers, or unknown.</exception>
    public int Fill(int batch, Span<float> x, Span<int> labels)
    {
        var rows = Rows(batch);
        var all = Examples.Labels;
        Require(labels.Length, rows.Length, nameof(labels));
        for (int i = 0; i < rows.Length; i++) labels[i] = all[rows[i]];
        return Fill(batch, x);
    }

    /// <summary>Writes inputs [batch, ..ExampleShape] and targets [batch] as numbers: scaled numbers, or class indices (0 and 1 of a
    /// binary task).</summary>
    /// <exception cref="ArgumentException">A buffer is too short.</exception>
    /// <exception cref="InvalidOperationException">The targets are unknown.</exception>
    public int Fill(int batch, Span<float> x, Span<float> targets)
    {
        var rows = Rows(batch);
        Require(targets.Length, rows.Length, nameof(targets));
        if (Examples.Task == TaskKind.Numbers)
        {
            for (int i = 0; i < rows.Length; i++) targets[i] = Examples.Values[rows[i]];
        }
        else
        {
            for (int i = 0; i < rows.Length; i++) targets[i] = Examples.Labels[rows[i]];
        }
        return Fill(batch, x);
    }

    /// <summary>The batches of an epoch, one after the other, each in tensors of its own.</summary>
    /// <exception cref="InvalidOperationException">The targets are unknown.</exception>
    public IEnumerable<Batch> InEpoch(int epoch)
    {
        StartEpoch(epoch);
        for (int batch = 0; batch < Count; batch++)
        {
            int size = SizeOf(batch);
            var x = new float[size * Examples.ExampleShape.Count];
            Tensor targets;
            if (Examples.Task == TaskKind.Classes)
            {
                var labels = new int[size];
                Fill(batch, x, labels);
                targets = Tensor.Wrap(labels, [size]);
            }
            else
            {
                var values = new float[size];
                Fill(batch, x, values);
                targets = Tensor.Wrap(values, [size, 1]);
            }
            yield return new Batch(Tensor.Wrap(x, Examples.ExampleShape.Insert(0, size)), targets);
        }
    }

    private static void Require(int received, int needed, string name)
    {
        if (received < needed)
            throw new ArgumentException($"The buffer '{name}' holds {received} numbers; this batch needs {needed}.", name);
    }
}
