namespace Cajal;

/// <summary>An operation whose result looks at its input's memory in another order. Nothing is copied, on any device.</summary>
public abstract record ViewOp : Op
{
    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <summary>The layout of the result for an input of this layout.</summary>
    public abstract Layout View(in Layout x);

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(View(x[0].Layout).Shape, x[0].DType);

    /// <inheritdoc/>
    public sealed override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) { }
}
