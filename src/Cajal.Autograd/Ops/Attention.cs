namespace Cajal;

/// <summary>Y = softmax(Q·Kᵀ·scale + mask)·V for each head      [N, L, heads, E], [N, S, heads, E], [N, S, heads, V] → [N, L, heads, V],
/// logs [N, heads, L]</summary>
/// <remarks>A Bool mask is true where a key may not be seen; any other is added to the scores. Rows that see no key are zeros and pass no
/// gradient. The scores are never there all at once. Source: Vaswani et al. (2017); tiles as Dao et al. (2022).</remarks>
/// <param name="Scale">Factor on the products, 1/√E as a rule.</param>
/// <param name="Causal">True when query i sees keys 0 .. i only (or .. i + first).</param>
/// <param name="HasMask">True when a mask comes fourth.</param>
/// <param name="HasFirst">True when the place of the first query among the keys comes last, a whole number (Int64) [].</param>
public sealed record Attention(double Scale, bool Causal, bool HasMask, bool HasFirst) : Op
{
    /// <inheritdoc/>
    public override string Formula => "Y = softmax(Q·Kᵀ·scale + mask)·V in each head";

    /// <inheritdoc/>
    public override int OutputCount => 2;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        Shape q = x[0].Shape;
        var mask = HasMask ? x[3] : null;
        AttentionCall.Require(this, q, x[1].Shape, x[2].Shape, mask);
        DType dtype = SameFloat(x[..(mask is null || mask.DType == DType.Bool ? 3 : 4)]);
        return new(output == 0 ? q.With(3, x[2].Shape[3]) : [q[0], q[2], q[1]], dtype);
    }

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        var (mask, first) = (HasMask ? x[3] : null, HasFirst ? x[^1] : null);
        Layout q = x[0].Layout, k = x[1].Layout, v = x[2].Layout;
        var shape = AttentionCall.Shaped(q, k, v, Scale, Causal, first);
        if (y[0].DType == DType.Float32) AttentionCall.Forward<float>(shape, x[0], q, x[1], k, x[2], v, mask, y[0], y[1]);
        else AttentionCall.Forward<double>(shape, x[0], q, x[1], k, x[2], v, mask, y[0], y[1]);
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        Tensor q = pass.Input(0), k = pass.Input(1), v = pass.Input(2), dy = pass.OutputGradient;
        var (mask, first) = (HasMask ? pass.Input(3) : null, HasFirst ? pass.Input(pass.InputCount - 1) : null);
        if (ScanArguments.InAlgebra(pass) || (mask is not null && pass.Wants(3)))
        {
            var (dq, dk, dv, ds) = AttentionAlgebra.Gradients(q, k, v, mask, Causal, first, Scale, dy);
            (pass[0], pass[1], pass[2]) = (dq, dk, dv);
            if (mask is not null && pass.Wants(3)) pass[3] = ds.SumTo(mask.Shape);
            return;
        }
        List<Tensor> given = [pass.Output(), pass.Output(1), AttentionCall.Rows(dy), q, k, v];
        if (mask is not null) given.Add(mask);
        if (first is not null) given.Add(first);
        var results = ApplyAll(new AttentionGradients(this), given.ToArray());
        (pass[0], pass[1], pass[2]) = (results[0], results[1], results[2]);
    }

    /// <summary>N·heads·L·S·(E + V).</summary>
    public override long MultiplyAdds(IReadOnlyList<Tensor> x, IReadOnlyList<Tensor> y) =>
        (long)x[0].Shape[0] * x[0].Shape[2] * x[0].Shape[1] * x[1].Shape[1] * (x[0].Shape[3] + x[2].Shape[3]);
}

/// <summary>Gradients of <see cref="Attention"/> in tiles      Y, logs, dY, Q, K, V (perhaps mask, first) → dQ, dK, dV</summary>
internal sealed record AttentionGradients(Attention Of) : Op
{
    public override int OutputCount => 3;

    protected override string WhyNoDerivative =>
        "These gradients were taken for one use only; ask for them with Gradients(loss, differentiable: true).";

    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[3 + output].Shape, x[0].DType);

    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (y[0].DType == DType.Float32) Run<float>(x, y);
        else Run<double>(x, y);
    }

    private void Run<T>(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        Layout q = x[3].Layout, k = x[4].Layout, v = x[5].Layout;
        var shape = AttentionCall.Shaped(q, k, v, Of.Scale, Of.Causal, Of.HasFirst ? x[^1] : null);
        AttentionCall.Backward<T>(shape, x[0], x[1], x[2], x[3], q, x[4], k, x[5], v, Of.HasMask ? x[6] : null, y[0], y[0].Layout,
            y[1], y[1].Layout, y[2], y[2].Layout);
    }
}

/// <summary>Attention.</summary>
public static class AttentionOnTensor
{
    extension(Tensor query)
    {
        /// <summary>softmax(q·kᵀ·scale + mask)·v: q [N, heads, L, E], k [N, heads, S, E], v [N, heads, S, V] → [N, heads, L, V]; without
        /// heads [N, L, E] …, or without N [L, E] …</summary>
        /// <remarks>Queries that may see no key give zeros, as in PyTorch from 2.5 on.</remarks>
        /// <param name="key">Keys.</param>
        /// <param name="value">Values.</param>
        /// <param name="mask">Bool, true where a key may not be seen (the other way round than PyTorch's function of this name, the same
        /// as its attention modules), or numbers added to the scores; stretches to [N, heads, L, S].</param>
        /// <param name="causal">True when query i sees keys 0 .. i only.</param>
        /// <param name="scale">Factor on the products; 1/√E when left out.</param>
        /// <exception cref="ShapeException">Shapes do not fit.</exception>
        public Tensor ScaledDotProductAttention(Tensor key, Tensor value, Tensor? mask = null, bool causal = false, double? scale = null)
        {
            int rank = query.Rank;
            if (rank is < 2 or > 4 || key.Rank != rank || value.Rank != rank)
                throw new ShapeException("ScaledDotProductAttention", "queries, keys and values with the same two to four axes",
                    $"{query.Shape}, {key.Shape} and {value.Shape}");
            // A mask [N, L, S] of tensors without heads holds for the one head.
            if (rank == 3 && mask is { Rank: 3 }) mask = mask.Unsqueeze(1);
            return Left(Attend(Right(query), Right(key), Right(value), mask, causal, null, scale));

            Tensor Right(Tensor x) => rank == 4 ? x.Transpose(1, 2) : rank == 3 ? x.Unsqueeze(2) : x.Unsqueeze(0).Unsqueeze(2);
            Tensor Left(Tensor y) => rank == 4 ? y.Transpose(1, 2) : rank == 3 ? y.Select(2, 0) : y.Select(2, 0).Select(0, 0);
        }

        /// <summary>softmax(q·kᵀ·scale + mask): what <see cref="ScaledDotProductAttention"/> weighs the values with. All of it at once,
        /// [N, heads, L, S].</summary>
        /// <inheritdoc cref="ScaledDotProductAttention"/>
        public Tensor AttentionWeights(Tensor key, Tensor? mask = null, bool causal = false, double? scale = null) =>
            AttentionAlgebra.Weights(query, key, mask, causal, null, scale ?? 1 / Math.Sqrt(query.Shape[-1]));
    }

    /// <summary>Attention with heads behind the steps: [N, L, heads, E], [N, S, heads, E], [N, S, heads, V] → [N, L, heads, V].</summary>
    internal static Tensor Attend(Tensor q, Tensor k, Tensor v, Tensor? mask, bool causal, Tensor? first, double? scale)
    {
        List<Tensor> given = [AttentionCall.Rows(q), AttentionCall.Rows(k), AttentionCall.Rows(v)];
        if (mask is not null) given.Add(mask);
        if (first is not null) given.Add(first);
        return Op.ApplyAll(new Attention(scale ?? 1 / Math.Sqrt(Math.Max(1, q.Shape[-1])), causal, mask is not null,
            first is not null), given.ToArray())[0];
    }
}
