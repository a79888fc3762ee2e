using System.Numerics;

namespace Cajal;

/// <summary>y[a, o, b] = Σ weightₜ · x[a, indexₜ, b] along one axis: borders and resampling      [a, n, c] → [a, m, c]
///      dX = dY spread by the same weights</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Taps">Indices and weights of each result.</param>
public sealed record MapAxis(int Axis, AxisTaps Taps) : Op
{
    /// <inheritdoc/>
    public override string Formula => "y[o] = Σ weightₜ·x[indexₜ] along one axis";

    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[0].Shape.With(Axis, Taps.Out), SameFloat(x));

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (x[0].DType == DType.Float32) Run<float>(x[0], y[0]);
        else Run<double>(x[0], y[0]);
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass) => pass[0] = Apply(new MapAxisTransposed(Axis, Taps), pass.OutputGradient);

    private void Run<T>(Tensor x, Tensor y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var dense = new Dense<T>(x);
        AxisMapping<T>.Forward(dense.Span, Taps, AxisView.Of(x.Shape, Axis).Inner, y.Span<T>());
    }
}

/// <summary>dx[a, indexₜ, b] = Σ weightₜ · dy[a, o, b]: the transpose of <see cref="MapAxis"/>, whose derivative is that map.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Taps">Indices and weights of each result.</param>
public sealed record MapAxisTransposed(int Axis, AxisTaps Taps) : Op
{
    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[0].Shape.With(Axis, Taps.In), SameFloat(x));

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (x[0].DType == DType.Float32) Run<float>(x[0], y[0]);
        else Run<double>(x[0], y[0]);
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass) => pass[0] = Apply(new MapAxis(Axis, Taps), pass.OutputGradient);

    private void Run<T>(Tensor dy, Tensor dx) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var dense = new Dense<T>(dy);
        AxisMapping<T>.Transposed(dense.Span, Taps, AxisView.Of(dy.Shape, Axis).Inner, dx.Span<T>());
    }
}
