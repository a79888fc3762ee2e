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
    /// <param name="maxNorm">Longest row ‖w‖: longer ones are shortened to it when they are asked for; null for no bound.</param>
    /// <param name="weight">First values of W; N(0, 1) when left out.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or a padding index that is no row.</exception>
    public Embedding(int rows, int size, Rng rng, int? paddingIndex = null, double? maxNorm = null, Initializer? weight = null, DType dtype = DType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (maxNorm is { } bound && !(bound > 0 && double.IsFinite(bound)))
            throw new ArgumentOutOfRangeException(nameof(maxNorm), FormattableString.Invariant($"The longest row has a norm above 0; received {bound}."));
        (PaddingIndex, MaxNorm) = (RequireRow(paddingIndex, rows), maxNorm);
        var first = (weight ?? new Normal()).Create([rows, size], rng, dtype);
        if (PaddingIndex is { } row) first = Tensor.Where(Tensor.Arange(rows).EqualTo(row).Unsqueeze(-1), 0, first);
        Weight = Register("weight", new Parameter(first));
    }

    /// <summary>W: [n, d].</summary>
    public Parameter Weight { get; }

    /// <summary>The index that stands for nothing; null for none.</summary>
    public int? PaddingIndex { get; }

    /// <summary>Longest row; null for no bound.</summary>
    public double? MaxNorm { get; }

    /// <inheritdoc/>
    /// <remarks>With a bound, training shortens the rows of the table itself, as PyTorch does; in use a row is shortened on its way
    /// out.</remarks>
    protected override Tensor Compute(Tensor x)
    {
        if (MaxNorm is not { } bound) return Rows(Weight, x, PaddingIndex);
        if (Tape.IsTraining)
        {
            UpdateOp.Apply(new Shorten(bound), [x.Reshape(x.Count).To(DType.Int64)], [Weight]);
            return Rows(Weight, x, PaddingIndex);
        }
        var rows = Rows(Weight, x, PaddingIndex);
        return rows * (bound / (rows.Square().Sum(-1, keepAxis: true).Sqrt() + Tiny)).Clamp(0, 1);
    }

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

    // As in PyTorch, so that a row of zeros stays one.
    private const double Tiny = 1e-7;

    /// <summary>wᵢ ← wᵢ · min(1, m/(‖wᵢ‖ + 1e-7)) for each index i      reads i [M] Int64, writes W [n, d]</summary>
    private sealed record Shorten(double Bound) : UpdateOp
    {
        public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
        {
            if (y[0].DType == DType.Float32) Run<float>(Read<long>(x[0]), Write<float>(y[0]), y[0].Shape[1]);
            else Run(Read<long>(x[0]), Write<double>(y[0]), y[0].Shape[1]);
        }

        private void Run<T>(ReadOnlySpan<long> indices, Span<T> table, int size) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        {
            foreach (long index in indices)
            {
                // One that is no row is told by the look-up that follows.
                if ((ulong)index >= (ulong)(table.Length / size)) continue;
                var row = table.Slice((int)index * size, size);
                double square = 0;
                foreach (T w in row) square += double.CreateChecked(w) * double.CreateChecked(w);
                double norm = Math.Sqrt(square);
                if (!(norm > Bound)) continue;
                T factor = T.CreateChecked(Bound / (norm + Tiny));
                foreach (ref T w in row) w *= factor;
            }
        }
    }
}
