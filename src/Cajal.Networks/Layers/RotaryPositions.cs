namespace Cajal.Networks;

/// <summary>Pairs of numbers turned by an angle that grows with the position: (a, b) ← (a·cos − b·sin, a·sin + b·cos), angle t/10000^(2i/d) for pair i.
/// x: [N, T, heads, d] or [N, T, d], d even → the same shape</summary>
/// <remarks>Queries and keys turned so have products that depend on how far they lie apart. Pairs are neighbours (2i, 2i+1). Nothing is trained.
/// Source: Su et al. (2021), RoFormer.</remarks>
public sealed class RotaryPositions : Layer
{
    private readonly int size;
    private readonly double slowest;
    private (Tensor Cos, Tensor Sin)? table;

    /// <summary>Rotations for rows of so many numbers.</summary>
    /// <param name="size">d, even.</param>
    /// <param name="slowest">Base of the angles.</param>
    /// <exception cref="ArgumentOutOfRangeException">d is odd or below 2.</exception>
    public RotaryPositions(int size, double slowest = 10000)
    {
        if (size < 2 || size % 2 != 0)
            throw new ArgumentOutOfRangeException(nameof(size), $"Rotary positions turn pairs of numbers, so rows have an even length; received {size}.");
        (this.size, this.slowest) = (size, slowest);
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank is not (3 or 4) || x.Shape[-1] != size) throw new ShapeException("RotaryPositions", $"[N, T, {size}] or [N, T, heads, {size}]", x.Shape);
        int steps = x.Shape[1];
        if (table is not { } made || made.Cos.DType != x.DType || made.Cos.Shape[0] != steps)
            using (Tape.Pause()) table = made = Make(steps, x.DType);
        var (cos, sin) = x.Rank == 4 ? (made.Cos.Unsqueeze(1), made.Sin.Unsqueeze(1)) : made;
        var pairs = x.Reshape(x.Shape.With(-1, size / 2).Insert(-1, 2));
        Tensor a = pairs.Select(-1, 0), b = pairs.Select(-1, 1);
        return Tensor.Stack([a * cos - b * sin, a * sin + b * cos], -1).Reshape(x.Shape);
    }

    // [T, d/2] each.
    private (Tensor, Tensor) Make(int steps, DType dtype)
    {
        double[] angles = new double[steps * size / 2];
        for (int i = 0; i < angles.Length; i++) angles[i] = i / (size / 2) / Math.Pow(slowest, 2.0 * (i % (size / 2)) / size);
        var table = Tensor.From(angles, [steps, size / 2]);
        return (table.Cos().To(dtype), table.Sin().To(dtype));
    }
}
