namespace Cajal.Networks;

/// <summary>A row of a table for each index.      index: […] whole numbers, W: [n, d] → […, d]</summary>
/// <remarks>Rows start as N(0, 1), the padding row as zeros, as in PyTorch; the padding row gets no gradient.</remarks>
public sealed class Embedding : Layer
{
    /// <summary>A table with fresh rows.</summary>
    /// <param name="rows">n: how many different indices there are.</param>
    /// <param name="size">d: numbers of a row.</param>
    /// <param name="rng">Random numbers; the next numbered child is taken.</param>
    /// <param name="paddingIndex">An index that stands for nothing; null for none. Negative ones count from the end.</param>
    /// <param name="weight">First values of W; N(0, 1) when left out.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or a padding index that is no row.</exception>
    public Embedding(int rows, int size, Rng rng, int? paddingIndex = null, Initializer? weight = null, DType dtype = DType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        PaddingIndex = RequireRow(paddingIndex, rows);
        var first = (weight ?? new Normal()).Create([rows, size], rng, dtype);
        if (PaddingIndex is { } row) first = Tensor.Where(Tensor.Arange(rows).EqualTo(row).Unsqueeze(-1), 0, first);
        Weight = Register("weight", new Parameter(first));
    }

    /// <summary>W: [n, d].</summary>
    public Parameter Weight { get; }

    /// <summary>The index that stands for nothing; null for none.</summary>
    public int? PaddingIndex { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Rows(Weight, x, PaddingIndex);

    /// <summary>The rows of a table, [n, d] and index […] → […, d]; rows of the padding index pass no gradient on.</summary>
    internal static Tensor Rows(Tensor weight, Tensor index, int? padding)
    {
        if (index.DType.IsFloat())
            throw new InvalidOperationException($"An embedding is asked by whole numbers; received {index.DType} {index.Shape}. Convert with To(DType.Int64).");
        var flat = index.Reshape(index.Count);
        var rows = weight.IndexSelect(0, flat);
        if (padding is { } row) rows = Tensor.Where(flat.EqualTo(row).Unsqueeze(-1), rows.StopGradient(), rows);
        return rows.Reshape(index.Shape.Insert(-1, weight.Shape[1]));
    }

    internal static int? RequireRow(int? padding, int rows)
    {
        if (padding is not { } given) return null;
        int row = given < 0 ? given + rows : given;
        return row >= 0 && row < rows ? row
            : throw new ArgumentOutOfRangeException(nameof(padding), $"The padding index names one of {rows} rows; received {given}.");
    }
}
