using System.Numerics;

namespace Cajal;

/// <summary>yᵢ = x₀ + … + xᵢ along an axis, or from the end: yᵢ = xᵢ + … + x₍ₙ₋₁₎      [a, n, c] → [a, n, c]
///      dX = dY added up from the other end</summary>
/// <param name="Axis">The axis.</param>
/// <param name="FromEnd">True to add from the last element to the first.</param>
public sealed record CumulativeSum(int Axis, bool FromEnd) : Op
{
    /// <inheritdoc/>
    public override string Formula => "yᵢ = x₀ + … + xᵢ";

    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[0].Shape, Reduction.Numeric(this, x[0]));

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        switch (x[0].DType)
        {
            case DType.Float32: Add<float>(x[0], y[0]); break;
            case DType.Float64: Add<double>(x[0], y[0]); break;
            case DType.Int32: Add<int>(x[0], y[0]); break;
            default: Add<long>(x[0], y[0]); break;
        }
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass) => pass[0] = Apply(new CumulativeSum(Axis, !FromEnd), pass.OutputGradient);

    private void Add<T>(Tensor x, Tensor y) where T : unmanaged, INumber<T>
    {
        using var source = new Dense<T>(x);
        var view = AxisView.Of(x.Shape, Axis);
        var target = y.Span<T>();
        for (int o = 0; o < view.Outer; o++)
        {
            for (int j = 0; j < view.Size; j++)
            {
                int at = (o * view.Size + (FromEnd ? view.Size - 1 - j : j)) * view.Inner, before = at + (FromEnd ? view.Inner : -view.Inner);
                source.Span.Slice(at, view.Inner).CopyTo(target[at..]);
                for (int i = 0; i < view.Inner && j > 0; i++) target[at + i] += target[before + i];
            }
        }
    }
}

/// <summary>Running sums.</summary>
public static class CumulativeSumOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The sums of all elements up to each one along an axis: [1, 2, 3] → [1, 3, 6].</summary>
        public Tensor CumulativeSum(int axis) => Op.Apply(new CumulativeSum(x.Shape.Axis(axis), FromEnd: false), x);
    }
}
