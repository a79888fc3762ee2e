namespace Cajal;

/// <summary>Y = eˣ / Σ eˣ over the last axis; each row sums to 1      [a, n] → [a, n]      dX = Y ⊙ (dY − Σ dY ⊙ Y)</summary>
public sealed record Softmax : Op
{
    /// <inheritdoc/>
    public override string Formula => "yᵢ = exp(xᵢ) / Σ eˣ";

    internal static readonly Softmax Instance = new();

    /// <inheritdoc/>
    public override Saves Saves => Saves.Outputs;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[0].Shape, SameFloat(x));

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (x[0].DType == DType.Float32) Rows<float>(x[0], y[0]);
        else Rows<double>(x[0], y[0]);
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        var y = pass.Output();
        pass[0] = y * (pass.OutputGradient - (pass.OutputGradient * y).Sum(-1, keepAxis: true));
    }

    private static void Rows<T>(Tensor x, Tensor y) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using var dense = new Dense<T>(x);
        SoftmaxRows.Softmax(dense.Span, x.Shape[-1], y.Span<T>());
    }
}

/// <summary>Softmax.</summary>
public static class SoftmaxOnTensor
{
    extension(Tensor x)
    {
        /// <summary>eˣ / Σ eˣ along an axis, −1 the last: positive numbers that sum to 1. Nothing overflows.</summary>
        /// <exception cref="ArgumentOutOfRangeException">No such axis: a single number has none.</exception>
        public Tensor Softmax(int axis = -1)
        {
            int at = x.Shape.Axis(axis);
            return at == x.Rank - 1 ? Op.Apply(Cajal.Softmax.Instance, x) : x.Transpose(at, -1).Softmax(-1).Transpose(at, -1);
        }
    }
}
