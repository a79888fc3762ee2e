namespace Cajal;

/// <summary>‖g‖ = √(Σ over all tensors of Σ gᵢ²), summed in Float64.      any number of tensors → []</summary>
public sealed record GlobalNorm : Op
{
    internal static readonly GlobalNorm Instance = new();

    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(Shape.Scalar, SameFloat(x));

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        double sum = 0;
        foreach (var tensor in x) sum += tensor.DType == DType.Float32 ? SumOfSquares<float>(tensor) : SumOfSquares<double>(tensor);
        y[0].Fill(Math.Sqrt(sum));
    }

    private static double SumOfSquares<T>(Tensor x) where T : unmanaged, System.Numerics.IFloatingPoint<T>
    {
        using var dense = new Dense<T>(x);
        double sum = 0;
        foreach (var value in dense.Span)
        {
            double v = double.CreateTruncating(value);
            sum += v * v;
        }
        return sum;
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
        /// <summary>The norm of all gradients taken together, before any clipping: [].</summary>
        public Tensor Norm() => Op.Apply(GlobalNorm.Instance, [.. gradients.Tensors.Select(t => gradients[t])]);

        /// <summary>All gradients multiplied by min(1, max/(‖g‖ + 1e-6)), so that their common norm is at most <paramref name="maxNorm"/>.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
        public Gradients ClipByNorm(double maxNorm)
        {
            if (!(maxNorm > 0)) throw new ArgumentOutOfRangeException(nameof(maxNorm), $"A bound for the norm is a positive number; received {maxNorm}.");
            var factor = Op.Apply(new ClipFactor(maxNorm), gradients.Norm());
            return gradients.Map(g => g * factor);
        }
    }
}
