namespace Cajal;

/// <summary>Axes in another order, in shared memory: axis i of the result is axis Order[i] of the input.      dX = dY in the old order</summary>
/// <param name="Order">The axes in their new order.</param>
public sealed record Permute(Shape Order) : ViewOp
{
    /// <inheritdoc/>
    public override Layout View(in Layout x) => x.Permute(Order.AsSpan());

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        Span<int> inverse = stackalloc int[Order.Rank];
        for (int i = 0; i < inverse.Length; i++) inverse[Order[i]] = i;
        pass[0] = pass.OutputGradient.Permute(inverse);
    }
}

/// <summary>Other orders of axes.</summary>
public static class PermuteOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The transposed matrix, [m, n] → [n, m]; with more axes, the last two are swapped. A tensor with fewer axes is its own transpose.</summary>
        public Tensor T => x.Rank < 2 ? x : x.Transpose(-2, -1);

        /// <summary>Axes in another order: [a, b, c].Permute(2, 0, 1) → [c, a, b].</summary>
        public Tensor Permute(params ReadOnlySpan<int> axes)
        {
            Span<int> order = stackalloc int[axes.Length];
            for (int i = 0; i < axes.Length; i++) order[i] = x.Shape.Axis(axes[i]);
            return Op.Apply(new Permute(Shape.Of(order)), x);
        }

        /// <summary>Two axes swapped.</summary>
        public Tensor Transpose(int first, int second)
        {
            Span<int> order = stackalloc int[x.Rank];
            for (int i = 0; i < order.Length; i++) order[i] = i;
            (order[x.Shape.Axis(first)], order[x.Shape.Axis(second)]) = (x.Shape.Axis(second), x.Shape.Axis(first));
            return Op.Apply(new Permute(Shape.Of(order)), x);
        }
    }
}
