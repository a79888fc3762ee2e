namespace Cajal;

/// <summary><see cref="Attention"/> of a sequence to itself, queries, keys and values side by side as one product gives them.
/// [N, T, 3, heads, E], perhaps a mask → [N, T, heads, E], logs [N, heads, T]; the gradient is one tensor again</summary>
/// <param name="Scale">Factor on the products.</param>
/// <param name="Causal">True when step i sees steps 0 .. i only.</param>
/// <param name="HasMask">True when a mask comes second.</param>
public sealed record PackedAttention(double Scale, bool Causal, bool HasMask) : Op
{
    /// <inheritdoc/>
    public override string Formula => "Y = softmax(Q·Kᵀ·scale + mask)·V in each head";

    /// <inheritdoc/>
    public override int OutputCount => 2;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        Shape packed = x[0].Shape;
        if (packed.Rank != 5 || packed[2] != 3) throw new ShapeException(Name, "[N, T, 3, heads, E]", packed);
        var each = packed.Without(2);
        var mask = HasMask ? x[1] : null;
        AttentionCall.Require(this, each, each, each, mask);
        DType dtype = SameFloat(x[..(mask is null || mask.DType == DType.Bool ? 1 : 2)]);
        return new(output == 0 ? each : [packed[0], packed[3], packed[1]], dtype);
    }

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (y[0].DType == DType.Float32) Run<float>(x, y);
        else Run<double>(x, y);
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        Tensor packed = pass.Input(0), dy = pass.OutputGradient;
        var mask = HasMask ? pass.Input(1) : null;
        if (ScanArguments.InAlgebra(pass) || (mask is not null && pass.Wants(1)))
        {
            Tensor[] three = [packed.Select(2, 0), packed.Select(2, 1), packed.Select(2, 2)];
            var (dq, dk, dv, ds) = AttentionAlgebra.Gradients(three[0], three[1], three[2], mask, Causal, null, Scale, dy);
            if (pass.Wants(0)) pass[0] = Tensor.Stack([dq, dk, dv], 2);
            if (mask is not null && pass.Wants(1)) pass[1] = ds.SumTo(mask.Shape);
            return;
        }
        Tensor[] given = [pass.Output(), pass.Output(1), AttentionCall.Rows(dy), packed];
        pass[0] = Apply(new PackedAttentionGradients(this), mask is null ? given : [.. given, mask]);
    }

    /// <summary>2·N·heads·T·T·E.</summary>
    public override long MultiplyAdds(IReadOnlyList<Tensor> x, IReadOnlyList<Tensor> y) => 2L * y[0].Count * y[0].Shape[1];

    private void Run<T>(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var packed = x[0];
        Layout q = AttentionCall.Third(packed.Layout, 0), k = AttentionCall.Third(packed.Layout, 1),
            v = AttentionCall.Third(packed.Layout, 2);
        AttentionCall.Forward<T>(AttentionCall.Shaped(q, k, v, Scale, Causal, null), packed, q, packed, k, packed, v, HasMask ? x[1]
            : null, y[0], y[1]);
    }

    /// <summary>Applies it to a tensor in any layout, scaled by 1/√E.</summary>
    internal static Tensor Of(Tensor packed, Tensor? mask, bool causal)
    {
        var op = new PackedAttention(1 / Math.Sqrt(Math.Max(1, packed.Shape[-1])), causal, mask is not null);
        packed = AttentionCall.Rows(packed);
        return mask is null ? ApplyAll(op, packed)[0] : ApplyAll(op, packed, mask)[0];
    }
}

/// <summary>The gradient of <see cref="PackedAttention"/>      Y, logs, dY, packed (perhaps mask) → d packed [N, T, 3, heads, E]</summary>
internal sealed record PackedAttentionGradients(PackedAttention Of) : Op
{
    protected override string WhyNoDerivative =>
        "These gradients were taken for one use only; ask for them with Gradients(loss, differentiable: true).";

    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[3].Shape, x[0].DType);

    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (y[0].DType == DType.Float32) Run<float>(x, y[0]);
        else Run<double>(x, y[0]);
    }

    private void Run<T>(ReadOnlySpan<Tensor> x, Tensor d) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var packed = x[3];
        Layout q = AttentionCall.Third(packed.Layout, 0), k = AttentionCall.Third(packed.Layout, 1),
            v = AttentionCall.Third(packed.Layout, 2);
        AttentionCall.Backward<T>(AttentionCall.Shaped(q, k, v, Of.Scale, Of.Causal, null), x[0], x[1], x[2], packed, q, packed, k,
            packed, v, Of.HasMask ? x[4] : null,
            d, AttentionCall.Third(d.Layout, 0), d, AttentionCall.Third(d.Layout, 1), d, AttentionCall.Third(d.Layout, 2));
    }
}
