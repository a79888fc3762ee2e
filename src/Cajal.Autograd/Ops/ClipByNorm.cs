namespace Cajal;

/// <summary>‖g‖ₚ = (Σ over all tensors of Σ |gᵢ|ᵖ)^(1/p), summed in Float64; the largest |gᵢ| for p = ∞.      any number of tensors → []</summary>
/// <param name="P">p, at least 1.</param>
public sealed record GlobalNorm(double P) : Op
{
    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(Shape.Scalar, SameFloat(x));

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        double sum = 0;
        foreach (var tensor in x) sum = tensor.DType == DType.Float32 ? Add<float>(sum, tensor) : Add<double>(sum, tensor);
        y[0].Fill(P == 2 ? Math.Sqrt(sum) : double.IsInfinity(P) ? sum : Math.Pow(sum, 1 / P));
    }

    private double Add<T>(double sum, Tensor x) where T : unmanaged, System.Numerics.IFloatingPoint<T>
    {
        using var dense = new Dense<T>(x);
        if (P == 2) return sum + SumOfSquares(dense.Span);
        foreach (var value in dense.Span)
        {
            double v = Math.Abs(double.CreateTruncating(value));
            sum = double.IsInfinity(P) ? Math.Max(sum, v) : sum + Math.Pow(v, P);
        }
        return sum;
    }

    // Four running sums, because each addition waits for the one before it.
    private static double SumOfSquares<T>(ReadOnlySpan<T> x) where T : unmanaged, System.Numerics.IFloatingPoint<T>
    {
        double a = 0, b = 0, c = 0, d = 0;
        for (; x.Length >= 4; x = x[4..])
        {
            a += Square(x[0]);
            b += Square(x[1]);
            c += Square(x[2]);
            d += Square(x[3]);
        }
        foreach (var value in x) a += Square(value);
        return a + b + (c + d);

        static double Square(T value)
        {
            double v = double.CreateTruncating(value);
            return v * v;
        }
    }
}

/// <summary>c = min(1, max / (norm + 1e-6)): the factor that brings a norm down to its bound.      [] → []</summary>
/// <param name="MaxNorm">The bound.</param>
public sealed record ClipFactor(double MaxNorm) : Op
{
    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[0].Shape, SameFloat(x));

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) => y[0].Fill(Math.Min(1, MaxNorm / (x[0].Value(x[0].Layout.Offset) + 1e-6)));
}

/// <summary>Bounds for gradients.</summary>
public static class ClipByNormOnGradients
{
    extension(Gradients gradients)
    {
        /// <summary>The p-norm of all gradients taken together, before any clipping: []. ∞ gives the largest number in size.</summary>
        /// <exception cref="ArgumentOutOfRangeException">p is below 1.</exception>
        public Tensor Norm(double p = 2)
        {
            if (!(p >= 1)) throw new ArgumentOutOfRangeException(nameof(p), FormattableString.Invariant($"A norm has a p of at least 1; received {p}."));
            return Op.Apply(new GlobalNorm(p), [.. gradients.Tensors.Select(t => gradients[t])]);
        }

        /// <summary>All gradients multiplied by min(1, max/(‖g‖ + 1e-6)), so that their common norm is at most <paramref name="maxNorm"/>.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The bound is not positive, or p is below 1.</exception>
        public Gradients ClipByNorm(double maxNorm, double p = 2)
        {
            if (!(maxNorm > 0))
                throw new ArgumentOutOfRangeException(nameof(maxNorm), FormattableString.Invariant($"A bound for the norm is a positive number; received {maxNorm}."));
            var factor = Op.Apply(new ClipFactor(maxNorm), gradients.Norm(p));
            return gradients.Map(g => g * factor);
        }
    }
}
