namespace Cajal;

/// <summary>The same elements in the same order under another shape, in shared memory.      dX = dY under X's shape</summary>
/// <param name="Target">The shape of the result.</param>
public sealed record Reshape(Shape Target) : ViewOp
{
    /// <inheritdoc/>
    public override Layout View(in Layout x) => x.TryReshape(Target, out var view) ? view : throw new InvalidOperationException(
        $"The elements of this view {x.Shape} cannot be seen as {Target} without a copy. Call Contiguous() first.");

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass) => pass[0] = pass.OutputGradient.Reshape(pass.Input(0).Shape);
}

/// <summary>Other shapes.</summary>
public static class ReshapeOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The same elements in row-major order under another shape; one size may be −1 and is then worked out. Shares memory whenever
        /// the layout allows it, else copies.</summary>
        /// <exception cref="ShapeException">The number of elements differs.</exception>
        public Tensor Reshape(params ReadOnlySpan<int> sizes) => x.Reshape(Fill(x, sizes));

        /// <summary>The same elements in row-major order under another shape.</summary>
        /// <exception cref="ShapeException">The number of elements differs.</exception>
        public Tensor Reshape(Shape shape)
        {
            if (shape.Count != x.Count) throw new ShapeException("Reshape", $"{shape.Count} elements for {shape}", $"{x.Shape} with {x.Count}");
            if (shape == x.Shape) return x;
            return Op.Apply(new Reshape(shape), x.Layout.TryReshape(shape, out _) ? x : x.Contiguous());
        }

        /// <summary>All axes from <paramref name="startAxis"/> on joined into one: [N, C, H, W] → [N, C·H·W].</summary>
        public Tensor Flatten(int startAxis = 1)
        {
            if (x.Rank == 0) return x.Reshape(1);
            int start = x.Shape.Axis(startAxis), joined = 1;
            for (int i = start; i < x.Rank; i++) joined *= x.Shape[i];
            return x.Reshape(Shape.Of([.. x.Shape.ToArray().AsSpan(0, start), joined]));
        }
    }

    private static Shape Fill(Tensor x, ReadOnlySpan<int> sizes)
    {
        int free = sizes.IndexOf(-1);
        if (free < 0) return Shape.Of(sizes);
        Span<int> filled = stackalloc int[sizes.Length];
        sizes.CopyTo(filled);
        filled[free] = 1;
        if (filled.Contains(-1)) throw new ShapeException("Reshape", "one size of −1 at most", $"[{string.Join(", ", sizes.ToArray())}]");
        int known = Shape.Of(filled).Count;
        if (known == 0 || x.Count % known != 0)
            throw new ShapeException("Reshape", $"a number of elements that {known} divides", $"{x.Shape} with {x.Count}");
        filled[free] = x.Count / known;
        return Shape.Of(filled);
    }
}
