namespace Cajal;

/// <summary>Y = A · B      [n, k]·[k, m] → [n, m], leading batch axes broadcast      dA = dY · Bᵀ, dB = Aᵀ · dY</summary>
public sealed record MatMul : Op
{
    /// <inheritdoc/>
    public override string Formula => "Y = A·B";

    internal static readonly MatMul Instance = new();

    /// <inheritdoc/>
    public override Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        Shape a = x[0].Shape, b = x[1].Shape;
        if (a.Rank < 2 || b.Rank < 2 || a[-1] != b[-2]) throw new ShapeException("MatMul", "[…, n, k] and […, k, m]", $"{a} and {b}");
        return new(Batch(a, b).Insert(-1, a[-2]).Insert(-1, b[-1]), SameFloat(x));
    }

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (y[0].DType == DType.Float32) Multiply<float>(x[0], x[1], y[0]);
        else Multiply<double>(x[0], x[1], y[0]);
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        Tensor a = pass.Input(0), b = pass.Input(1), dy = pass.OutputGradient;
        if (pass.Wants(0)) pass[0] = (IsTransposed(a) ? b.MatMul(dy.T).T : dy.MatMul(b.T)).SumTo(a.Shape);
        if (pass.Wants(1)) pass[1] = (IsTransposed(b) ? dy.T.MatMul(a).T : a.T.MatMul(dy)).SumTo(b.Shape);
    }

    // The gradient of a transposed view is computed in the order of the memory behind it, so that the update finds it side by side. The
    // sums
    // are the same: (AᵀdY)ᵀ = dYᵀA, in the order of n.
    private static bool IsTransposed(Tensor x) => x.Layout.Strides[-2] == 1 && x.Layout.Strides[-1] > 1;

    /// <summary>n·k·m for each batch.</summary>
    public override long MultiplyAdds(IReadOnlyList<Tensor> x, IReadOnlyList<Tensor> y) => (long)y[0].Count * x[0].Shape[-1];

    private static Shape Batch(Shape a, Shape b) => Shape.Broadcast(Shape.Of(a.AsSpan()[..^2]), Shape.Of(b.AsSpan()[..^2]));

    private static unsafe void Multiply<T>(Tensor a, Tensor b, Tensor y) where T : unmanaged
    {
        if (y.Count == 0) return;
        int n = y.Shape[-2], m = y.Shape[-1], k = a.Shape[-1];
        Shape batch = Shape.Of(y.Shape.AsSpan()[..^2]);
        Layout xs = a.Layout.Expand(batch.Insert(-1, n).Insert(-1, k)), ws = b.Layout.Expand(batch.Insert(-1, k).Insert(-1, m));
        fixed (T* pa = &a.Origin<T>(), pb = &b.Origin<T>(), py = &y.Origin<T>())
        {
            var products = new Products<T> { A = xs, B = ws, First = pa, Second = pb, Result = py, N = n, M = m, K = k };
            // Large products are cut by themselves; small ones are threads' work by the dozen.
            if (2.0 * n * m * k < Workers.Crossover) Workers.For(batch.Count, ref products);
            else for (int i = 0; i < batch.Count; i++) products.Run(i);
        }
    }

    /// <summary>One product for each place of the batch.</summary>
    private unsafe struct Products<T> : IChunkBody where T : unmanaged
    {
        public Layout A, B;
        public T* First, Second, Result;
        public int N, M, K;

        public readonly void Run(int place)
        {
            nint aStart = 0, bStart = 0;
            for (int axis = A.Shape.Rank - 3, rest = place; axis >= 0; axis--)
            {
                rest = Math.DivRem(rest, A.Shape[axis], out int index);
                aStart += (nint)index * A.Strides[axis];
                bStart += (nint)index * B.Strides[axis];
            }
            Gemm.Multiply(N, M, K, First + aStart, A.Strides[-2], A.Strides[-1], Second + bStart, B.Strides[-2], B.Strides[-1],
                Result + (nint)place * N * M, M, accumulate: false);
        }
    }
}

/// <summary>Matrix products.</summary>
public static class MatMulOnTensor
{
    extension(Tensor a)
    {
        /// <summary>The matrix product: [n, k]·[k, m] → [n, m]. Leading axes are batches and broadcast; a vector counts as one row on the
        /// left and as one column on the right, and that axis is taken out of the result.</summary>
        /// <exception cref="ShapeException">The inner sizes differ, or an operand has no axis.</exception>
        public Tensor MatMul(Tensor b)
        {
            if (a.Rank == 0 || b.Rank == 0 || (a.Rank == 1 && b.Rank == 1 && a.Count != b.Count))
                throw new ShapeException("MatMul", "two matrices [n, k] and [k, m] (or vectors)", $"{a.Shape} and {b.Shape}");
            var left = a.Rank == 1 ? a.Reshape(1, a.Count) : a;
            var right = b.Rank == 1 ? b.Reshape(b.Count, 1) : b;
            // Batches of rows times one matrix are one product of many rows.
            if (left.Rank > 2 && right.Rank == 2 && left.Shape[-1] == right.Shape[0] && left.Shape[-1] > 0
                && left.Layout.TryReshape([left.Count / left.Shape[-1], left.Shape[-1]], out _))
            {
                var rows = Op.Apply(Cajal.MatMul.Instance, left.Reshape(left.Count / left.Shape[-1], left.Shape[-1]), right);
                var whole = left.Shape.With(-1, right.Shape[1]);
                return rows.Reshape(b.Rank == 1 ? whole.Without(-1) : whole);
            }
            var y = Op.Apply(Cajal.MatMul.Instance, left, right);
            if (a.Rank == 1) y = y.Reshape(y.Shape.Without(-2));
            return b.Rank == 1 ? y.Reshape(y.Shape.Without(-1)) : y;
        }
    }
}
