namespace Cajal;

/// <summary>Axes of size 1 stretched, and leading axes added, in shared memory: nothing is copied.      dX = dY summed over the stretched axes</summary>
/// <param name="Target">The shape of the result.</param>
public sealed record Expand(Shape Target) : ViewOp
{
    /// <inheritdoc/>
    public override Layout View(in Layout x) => x.Expand(Target);

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass) => pass[0] = pass.OutputGradient.SumTo(pass.Input(0).Shape);
}

/// <summary>Stretching.</summary>
public static class ExpandOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The tensor repeated along axes of size 1 and along new leading axes: [3, 1] → [2, 3, 4].</summary>
        /// <exception cref="ShapeException">A size differs and is not 1.</exception>
        public Tensor Expand(Shape shape) => x.Shape == shape ? x : Op.Apply(new Expand(shape), x);
    }
}
