namespace Cajal;

/// <summary>Y = x − ln Σ eˣ over the last axis      [a, n] → [a, n]      dX = dY − eʸ · Σ dY</summary>
public sealed record LogSoftmax : Op
{
    /// <inheritdoc/>
    public override string Formula => "yᵢ = xᵢ − ln Σ eˣ";

    internal static readonly LogSoftmax Instance = new();

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
        var dy = pass.OutputGradient;
        pass[0] = dy - pass.Output().Exp() * dy.Sum(-1, keepAxis: true);
    }

    private static void Rows<T>(Tensor x, Tensor y) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using var dense = new Dense<T>(x);
        SoftmaxRows.LogSoftmax(dense.Span, x.Shape[-1], y.Span<T>());
    }
}

/// <summary>Logarithms of softmax.</summary>
public static class LogSoftmaxOnTensor
{
    extension(Tensor x)
    {
        /// <summary>ln softmax along an axis, −1 the last: x − ln Σ eˣ. Nothing overflows; no probability is too small for it.</summary>
        /// <exception cref="ArgumentOutOfRangeException">No such axis: a single number has none.</exception>
        public Tensor LogSoftmax(int axis = -1)
        {
            int at = x.Shape.Axis(axis);
            return at == x.Rank - 1 ? Op.Apply(Cajal.LogSoftmax.Instance, x) : x.Transpose(at, -1).LogSoftmax(-1).Transpose(at, -1);
        }
    }
}
