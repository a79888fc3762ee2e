namespace Cajal.Networks;

/// <summary>y = x + P, P[t, 2i] = sin(t/10000^(2i/d)), P[t, 2i+1] = cos(t/10000^(2i/d)).      x: [N, T, d] or [T, d] → the same
/// shape</summary>
/// <remarks>Nothing is trained. Source: Vaswani et al. (2017), section 3.5.</remarks>
public sealed class SinePositions : Layer
{
    private readonly int size;
    private Tensor? table;

    /// <summary>Positions for rows of so many numbers.</summary>
    /// <param name="size">d.</param>
    public SinePositions(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        this.size = size;
    }

    /// <summary>P for positions 0 .. steps − 1: [steps, size].</summary>
    public static Tensor Table(int steps, int size, DType dtype = DType.Float32)
    {
        double[] values = new double[steps * size];
        for (int t = 0; t < steps; t++)
        {
            for (int i = 0; i < size; i++)
            {
                double angle = t / Math.Pow(10000, (double)(i - i % 2) / size);
                values[t * size + i] = i % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle);
            }
        }
        return Tensor.From(values, [steps, size]).To(dtype);
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank < 2 || x.Shape[-1] != size) throw new ShapeException("SinePositions", $"[…, T, {size}]", x.Shape);
        int steps = x.Shape[-2];
        // A constant, made beside any record.
        if (table is null || table.DType != x.DType || table.Shape[0] != steps)
            using (Tape.Pause()) table = Table(steps, size, x.DType);
        return x + table;
    }
}
