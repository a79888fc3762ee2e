namespace Cajal;

/// <summary>GRU over all steps: r, z = σ(xₜ + h·Wᵀ + b); n = tanh(xₜ + r·(h·Wᵀ + b)); h ← (1 − z)·n + z·h.
/// x: [T, N, 3H] (the inputs' part), W: [3H, H], h₀: [N, H], b: [3H] → h: [T+1, N, H], kept [T, N, 4H]</summary>
/// <remarks>Places, direction and lengths as in <see cref="LstmScan"/>. Source: Cho et al. (2014), in PyTorch's form with the reset gate
/// behind the product.</remarks>
/// <param name="Reverse">True to walk from the last step to the first.</param>
/// <param name="HasBias">True when b comes after the first state.</param>
/// <param name="HasLengths">True when lengths (Int64) come as the last input.</param>
public sealed record GruScan(bool Reverse, bool HasBias, bool HasLengths) : Op
{
    /// <inheritdoc/>
    public override string Formula => "r, z = σ(x + h·Wᵀ + b); n = tanh(x + r·(h·Wᵀ + b)); h ← (1 − z)·n + z·h, step by step";

    /// <inheritdoc/>
    public override int OutputCount => 2;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        DType dtype = SameFloat(x[..(HasBias ? 4 : 3)]);
        ScanArguments.Require(this, x, 3, 1, HasLengths);
        int hidden = x[1].Shape[1];
        if (HasBias && x[3].Shape != Shape.Of([3 * hidden])) throw new ShapeException(Name, $"a bias [{3 * hidden}]", x[3].Shape);
        return new(output == 0 ? [x[0].Shape[0] + 1, x[0].Shape[1], hidden] : [x[0].Shape[0], x[0].Shape[1], 4 * hidden], dtype);
    }

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (y[0].DType == DType.Float32) Scan<float>(x, y);
        else Scan<double>(x, y);
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        Tensor inputs = pass.Input(0), weights = pass.Input(1), states = pass.Output(0);
        Tensor? lengths = HasLengths ? pass.Input(pass.InputCount - 1) : null, bias = HasBias ? pass.Input(3) : null;
        var before = ScanArguments.StatesBefore(states, Reverse);
        var arriving = pass.OutputGradient;
        Tensor[] results = ScanArguments.InAlgebra(pass) ? Algebra(inputs, weights, bias, before, arriving, lengths)
            : ApplyAll(new GruScanBackward(Reverse, HasLengths),
                lengths is null ? [pass.Output(1), weights, states, arriving] : [pass.Output(1), weights, states, arriving, lengths]);
        pass[0] = results[0];
        if (pass.Wants(1)) pass[1] = ScanArguments.Flat(results[1]).T.MatMul(before);
        pass[2] = results[2];
        if (HasBias && pass.Wants(3)) pass[3] = results[1].Sum([0, 1]);
    }

    /// <summary>T·N·3H·H.</summary>
    public override long MultiplyAdds(IReadOnlyList<Tensor> x, IReadOnlyList<Tensor> y) => (long)x[0].Count * x[1].Shape[1];

    private Tensor[] Algebra(Tensor inputs, Tensor weights, Tensor? bias, Tensor before, Tensor arriving, Tensor? lengths)
    {
        var shape = ScanArguments.Of(inputs, weights, Reverse);
        var products = before.MatMul(weights.T).Reshape(inputs.Shape);
        if (bias is not null) products += bias;
        var states = before.Reshape(shape.Steps, shape.Batch, shape.Hidden);
        var (ofGates, ofFirst) = ScanArguments.Back(shape, [arriving], ScanArguments.Live(lengths, shape.Steps, inputs.DType), (t, d) =>
        {
            Tensor[] x = inputs.Select(0, t).Split(-1, 3), p = products.Select(0, t).Split(-1, 3);
            Tensor r = (x[0] + p[0]).Sigmoid(), z = (x[1] + p[1]).Sigmoid(), m = p[2], n = (x[2] + r * m).Tanh();
            Tensor dn = d[0] * (1 - z) * (1 - n * n), dr = dn * m * r * (1 - r), dz = d[0] * (states.Select(0, t) - n) * z * (1 - z);
            var ofProducts = Tensor.Concatenate([dr, dz, dn * r], -1);
            return ([Tensor.Concatenate([dr, dz, dn], -1), ofProducts], [d[0] * z + ofProducts.MatMul(weights)]);
        });
        return [.. ofGates, .. ofFirst];
    }

    private unsafe void Scan<T>(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) where T : unmanaged
    {
        var shape = ScanArguments.Of(x[0], x[1], Reverse);
        using Dense<T> inputs = new(x[0]), weights = new(x[1]), state = new(x[2]);
        using var bias = HasBias ? new Dense<T>(x[3]) : default;
        using var lengths = HasLengths ? new Dense<long>(x[^1]) : default;
        fixed (T* px = inputs.Span, pw = weights.Span, pb = bias.Span, h = y[0].Span<T>(), kept = y[1].Span<T>())
        fixed (long* pl = ScanArguments.Lengths(this, lengths.Span, shape.Steps))
        {
            state.Span.CopyTo(y[0].Span<T>()[((int)shape.First(0) * shape.Hidden)..]);
            var scan = new ScanForward<T, GruForward<T>>
            {
                Cell = new(shape, px, pb, kept, h),
                Shape = shape,
                States = h,
                Weights = ScanArguments.Transposed(pw, 3 * shape.Hidden, shape.Hidden),
                Lengths = pl,
            };
            ScanForward<T, GruForward<T>>.Run(ref scan);
        }
    }
}

/// <summary>Gradients of <see cref="GruScan"/> in one walk back      kept, W, h, dh (perhaps lengths) → dx, d(h·Wᵀ + b) [T, N, 3H], dh₀
/// [N, H]</summary>
internal sealed record GruScanBackward(bool Reverse, bool HasLengths) : Op
{
    public override int OutputCount => 3;

    protected override string WhyNoDerivative =>
        "These gradients were taken for one use only; ask for them with Gradients(loss, differentiable: true).";

    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) =>
        new(output == 2 ? [x[0].Shape[1], x[1].Shape[1]] : x[0].Shape.With(2, x[1].Shape[0]), x[0].DType);

    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (y[0].DType == DType.Float32) Scan<float>(x, y);
        else Scan<double>(x, y);
    }

    private unsafe void Scan<T>(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) where T : unmanaged
    {
        var shape = ScanArguments.Of(x[0], x[1], Reverse);
        using Dense<T> kept = new(x[0]), weights = new(x[1]), states = new(x[2]), ofStates = new(x[3]);
        using var lengths = HasLengths ? new Dense<long>(x[^1]) : default;
        fixed (T* pk = kept.Span, pw = weights.Span, h = states.Span, dh = ofStates.Span)
        fixed (T* dx = y[0].Span<T>(), dp = y[1].Span<T>(), keptState = y[2].Span<T>())
        fixed (long* pl = lengths.Span)
        {
            var scan = new ScanBackward<T, GruBackward<T>>
            {
                Cell = new(shape, pk, h, dh, dx, dp, keptState),
                Shape = shape,
                Kept = keptState,
                Weights = pw,
                Lengths = pl,
            };
            ScanBackward<T, GruBackward<T>>.Run(ref scan);
        }
    }
}
