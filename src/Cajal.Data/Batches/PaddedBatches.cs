using System.Globalization;

namespace Cajal.Data;

/// <summary>Batches of sequences of different length: each filled up to one of a few lengths, so that a network meets few shapes.</summary>
/// <remarks>Sequences of similar length come together; order e = f(seed, e). Not safe for several threads at once.</remarks>
public sealed class PaddedBatches
{
    private readonly SequenceFeatures sequences;
    private readonly int[][] members;
    private readonly int batchSize;
    private readonly Rng? shuffling;
    private readonly List<(int Length, int[] Rows)> order = [];

    /// <summary>Batches of sequences.</summary>
    /// <param name="sequences">The sequences with their lengths.</param>
    /// <param name="batchSize">Sequences per batch, at most.</param>
    /// <param name="lengths">How many different lengths batches may have; each holds about as many sequences.</param>
    /// <param name="shuffleSeed">A seed shuffles anew each epoch; null keeps the order inside each length.</param>
    /// <exception cref="ArgumentException">A batch size or number of lengths below 1, or no sequences.</exception>
    public PaddedBatches(SequenceFeatures sequences, int batchSize, int lengths = 4, ulong? shuffleSeed = null)
    {
        if (batchSize < 1) throw new ArgumentOutOfRangeException(nameof(batchSize),
            $"A batch holds at least one sequence; received {batchSize}.");
        if (lengths < 1) throw new ArgumentOutOfRangeException(nameof(lengths), $"There is at least one length; received {lengths}.");
        if (sequences.Count == 0) throw new ArgumentException("There are no sequences to cut into batches.", nameof(sequences));
        (this.sequences, this.batchSize) = (sequences, batchSize);
        if (shuffleSeed is { } seed) shuffling = new Rng(seed).Fork("order");
        int[] sorted = [.. Enumerable.Range(0, sequences.Count).Select(sequences.LengthOf).Order()];
        // The longest of each of so many equal parts; parts that end at the same length are one.
        Lengths = [.. Enumerable.Range(1, lengths).Select(k => sorted[(int)((long)k * sorted.Length / lengths) is > 0 and var end
            ? end - 1 : 0])
            .Distinct()];
        members = [.. Lengths.Select((length, k) => Enumerable.Range(0, sequences.Count)
            .Where(row => sequences.LengthOf(row) <= length && (k == 0 || sequences.LengthOf(row) > Lengths[k - 1])).ToArray())];
        StartEpoch(0);
    }

    /// <summary>The lengths that batches have, ascending.</summary>
    public IReadOnlyList<int> Lengths { get; }

    /// <summary>Batches per epoch.</summary>
    public int Count => order.Count;

    /// <summary>Puts the sequences in the order of an epoch, counted from 0.</summary>
    public void StartEpoch(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        var rng = shuffling?.Fork(epoch.ToString(CultureInfo.InvariantCulture));
        order.Clear();
        for (int k = 0; k < members.Length; k++)
        {
            int[] rows = [.. members[k]];
            rng?.Shuffle(rows.AsSpan());
            foreach (int[] batch in rows.Chunk(batchSize)) order.Add((Lengths[k], batch));
        }
        if (rng is null) return;
        var shuffled = order.ToArray();
        rng.Shuffle(shuffled.AsSpan());
        order.Clear();
        order.AddRange(shuffled);
    }

    /// <summary>Which sequences make up a batch of this epoch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such batch.</exception>
    public ReadOnlySpan<int> Rows(int batch) => At(batch).Rows;

    /// <summary>A batch: sequences [B, T, F], their lengths [B] and a mask [B, T], 1 where there is a step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such batch.</exception>
    public PaddedBatch this[int batch]
    {
        get
        {
            var (steps, rows) = At(batch);
            int width = sequences.Width;
            var x = new float[rows.Length * steps * width];
            var mask = new float[rows.Length * steps];
            int[] lengths = [.. rows.Select(sequences.LengthOf)];
            for (int i = 0; i < rows.Length; i++)
            {
                sequences.Sequence(rows[i])[..(lengths[i] * width)].CopyTo(x.AsSpan(i * steps * width));
                mask.AsSpan(i * steps, lengths[i]).Fill(1);
            }
            return new PaddedBatch(Tensor.Wrap(x, [rows.Length, steps, width]), Tensor.Wrap(lengths, [rows.Length]),
                Tensor.Wrap(mask, [rows.Length, steps]));
        }
    }

    private (int Length, int[] Rows) At(int batch) => (uint)batch < (uint)Count ? order[batch]
        : throw new ArgumentOutOfRangeException(nameof(batch), $"An epoch has the batches 0 to {Count - 1}; received {batch}.");
}

/// <summary>Sequences filled up to one length.</summary>
/// <param name="X">Float32 [B, T, F]; 0 behind the end of a sequence.</param>
/// <param name="Lengths">Int32 [B].</param>
/// <param name="Mask">Float32 [B, T]: 1 where there is a step, 0 behind the end.</param>
public readonly record struct PaddedBatch(Tensor X, Tensor Lengths, Tensor Mask);
