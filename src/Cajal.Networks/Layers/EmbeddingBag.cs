namespace Cajal.Networks;

/// <summary>How the rows of a bag become one.</summary>
public enum BagMode
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their sum, each row perhaps with a weight.</summary>
    Sum,

    /// <summary>The largest number in each place.</summary>
    Max,
}

/// <summary>Rows of a table for bags of indices, made one row for each bag.      index: [N, L], W: [n, d] → [N, d]</summary>
/// <remarks>Bags of different size lie behind one another in one vector [M], with the place where each begins, [N]. An empty bag gives
/// zeros. Indices equal to the padding index do not count.</remarks>
public sealed class EmbeddingBag : Layer
{
    private readonly BagMode mode;

    /// <summary>A table with fresh rows.</summary>
    /// <param name="rows">n: how many different indices there are.</param>
    /// <param name="size">d: numbers of a row.</param>
    /// <param name="rng">Random numbers; the next numbered child is taken.</param>
    /// <param name="mode">How the rows of a bag become one.</param>
    /// <param name="paddingIndex">An index that does not count; null for none. Negative ones count from the end.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or a padding index that is no row.</exception>
    public EmbeddingBag(int rows, int size, Rng rng, BagMode mode = BagMode.Mean, int? paddingIndex = null, DType dtype = DType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        this.mode = mode;
        PaddingIndex = Embedding.RequireRow(paddingIndex, rows);
        var first = new Normal().Create([rows, size], rng, dtype);
        if (PaddingIndex is { } row) first = Tensor.Where(Tensor.Arange(rows).EqualTo(row).Unsqueeze(-1), 0, first);
        Weight = Register("weight", new Parameter(first));
    }

    /// <summary>W: [n, d].</summary>
    public Parameter Weight { get; }

    /// <summary>The index that does not count; null for none.</summary>
    public int? PaddingIndex { get; }

    /// <summary>One row for each bag.</summary>
    /// <param name="index">[N, L] bags of one size, or [M] with <paramref name="starts"/>.</param>
    /// <param name="starts">Where each bag begins, [N] rising whole numbers, the first of them 0; for an index with one axis.</param>
    /// <param name="weights">A factor for each index, of its shape; for sums only.</param>
    /// <exception cref="ShapeException">Shapes do not fit.</exception>
    /// <exception cref="ArgumentException">Weights for another mode than sums.</exception>
    public Tensor Forward(Tensor index, Tensor? starts, Tensor? weights = null)
    {
        return Inside(() =>
        {
            return Observed(Bags(index, starts, weights));
        });
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Bags(x, null, null);

    private Tensor Bags(Tensor index, Tensor? starts, Tensor? weights)
    {
        if (weights is not null && mode != BagMode.Sum)
            throw new ArgumentException($"Weights of single indices go with sums; this bag takes the {mode}. Make it with BagMode.Sum.");
        if (weights is not null && weights.Shape != index.Shape) throw new ShapeException("EmbeddingBag",
            $"weights of the index's shape {index.Shape}", weights.Shape);
        var rows = Embedding.Rows(Weight, index, PaddingIndex);
        if (weights is not null) rows *= weights.Unsqueeze(-1);
        if (starts is null)
        {
            if (index.Rank != 2) throw new ShapeException("EmbeddingBag",
                "an index [N, L], or one with one axis and the places where bags begin", index.Shape);
            return Joined(rows, PaddingIndex is { } p ? index.NotEqualTo(p) : null, index.Shape[1]);
        }
        if (index.Rank != 1 || starts.Rank != 1) throw new ShapeException("EmbeddingBag",
            "an index [M] and the places [N] where bags begin", $"{index.Shape} and {starts.Shape}");
        // Place m lies in bag k when it is not before k's start and before the next one's: [N, M].
        starts = starts.To(DType.Int64);
        var places = Tensor.Arange(index.Count).Unsqueeze(0);
        Tensor first = starts.Unsqueeze(-1), ends = Tensor.Concatenate([starts, Tensor.From([(long)index.Count], [1])]).Slice(0,
            1..).Unsqueeze(-1);
        var inside = (places >= first) & (places < ends);
        if (PaddingIndex is { } padding) inside &= index.NotEqualTo(padding).Unsqueeze(0);
        if (mode == BagMode.Max) return Joined(rows.Unsqueeze(0).Expand(inside.Shape.Insert(-1, Weight.Shape[1])), inside, index.Count);
        var members = inside.To(rows.DType);
        var sum = members.MatMul(rows);
        return mode == BagMode.Sum ? sum : sum / members.Sum(1, keepAxis: true).Maximum(1);
    }

    // [N, L, d] → [N, d]; counts: which of them count, [N, L], null for all.
    private Tensor Joined(Tensor rows, Tensor? counts, int size)
    {
        if (size == 0) return rows.Sum(1);
        if (mode == BagMode.Max)
        {
            if (counts is null) return rows.Max(1);
            var most = Tensor.Where(counts.Unsqueeze(-1), rows, double.NegativeInfinity).Max(1);
            return Tensor.Where(counts.Any(1, keepAxis: true), most, 0);
        }
        if (counts is null) return mode == BagMode.Sum ? rows.Sum(1) : rows.Mean(1);
        var on = counts.To(rows.DType).Unsqueeze(-1);
        var sum = (rows * on).Sum(1);
        return mode == BagMode.Sum ? sum : sum / on.Sum(1).Maximum(1);
    }
}
