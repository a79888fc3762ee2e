namespace Cajal.Networks;

/// <summary>Pairs of numbers turned by an angle that grows with the position: (a, b) ← (a·cos − b·sin, b·cos + a·sin), angle t/base^(2i/d)
/// for the pair (i, i + d/2).      x: [N, T, heads, d] or [N, T, d], d even → the same shape</summary>
/// <remarks>Queries and keys turned so have products that depend on how far they lie apart. Nothing is trained. Source: Su et al. (2021),
/// RoFormer, with halves in the place of neighbours as Llama has it.</remarks>
public sealed class RotaryPositions : Layer
{
    private readonly int size, longest;
    private readonly double slowest;
    private Tensor? table;

    /// <summary>Rotations for rows of so many numbers.</summary>
    /// <param name="size">d, even.</param>
    /// <param name="longest">The most steps a sequence has.</param>
    /// <param name="slowest">Base of the angles.</param>
    /// <exception cref="ArgumentOutOfRangeException">d is odd or below 2, or no step at all.</exception>
    public RotaryPositions(int size, int longest = 4096, double slowest = 10000)
    {
        if (size < 2 || size % 2 != 0)
            throw new ArgumentOutOfRangeException(nameof(size),
                $"Rotary positions turn pairs of numbers, so rows have an even length; received {size}.");
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 1);
        (this.size, this.longest, this.slowest) = (size, longest, slowest);
    }

    /// <summary>The same for steps that begin at a position which is itself a tensor, and for some of the heads only.</summary>
    /// <param name="x">[N, T, heads, d].</param>
    /// <param name="first">Position of the first step, a whole number []; 0 when left out.</param>
    /// <param name="heads">How many heads of each step turn, from the first on; all when left out.</param>
    /// <exception cref="ShapeException">x does not fit.</exception>
    public Tensor Turn(Tensor x, Tensor? first = null, int? heads = null)
    {
        if (x.Rank != 4 || x.Shape[-1] != size || x.Shape[1] > longest)
            throw new ShapeException("RotaryPositions", $"[N, T, heads, {size}] with at most {longest} steps", x.Shape);
        if (table is null || table.DType != x.DType)
            using (Tape.Pause()) table = Table(x.DType);
        var op = new Rotary(heads ?? x.Shape[2], false, first is not null);
        return first is null ? Op.Apply(op, x, table) : Op.Apply(op, x, table, first);
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank is not (3 or 4) || x.Shape[-1] != size || x.Shape[1] > longest)
            throw new ShapeException("RotaryPositions", $"[N, T, {size}] or [N, T, heads, {size}] with at most {longest} steps", x.Shape);
        return x.Rank == 4 ? Turn(x) : Turn(x.Unsqueeze(2)).Select(2, 0);
    }

    // [longest, d]: cosines, then sines.
    private Tensor Table(DType dtype)
    {
        int half = size / 2;
        double[] values = new double[longest * size];
        for (int t = 0; t < longest; t++)
            for (int i = 0; i < half; i++)
                (values[t * size + half + i], values[t * size + i]) = Math.SinCos(t / Math.Pow(slowest, 2.0 * i / size));
        return Tensor.From(values, [longest, size]).To(dtype);
    }
}
