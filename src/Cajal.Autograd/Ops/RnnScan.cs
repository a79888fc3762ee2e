namespace Cajal;

/// <summary>A plain recurrent net over all steps: h ← tanh(xₜ + h·Wᵀ), or max(0, ·).
/// x: [T, N, H] (the inputs' part, biases included), W: [H, H], h₀: [N, H], perhaps lengths [N] → h: [T+1, N, H]</summary>
/// <remarks>Places, direction and lengths as in <see cref="LstmScan"/>. dxₜ = dhₜ·(1 − hₜ²), dW = Σₜ dxₜᵀ·h before t. Source: Elman
/// (1990).</remarks>
/// <param name="Reverse">True to walk from the last step to the first.</param>
/// <param name="Rectified">True for max(0, ·) in the place of tanh.</param>
/// <param name="HasLengths">True when lengths (Int64) come as the last input.</param>
public sealed record RnnScan(bool Reverse, bool Rectified, bool HasLengths) : Op
{
    /// <inheritdoc/>
    public override string Formula => "h ← tanh(x + h·Wᵀ), or max(0, x + h·Wᵀ), step by step";

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        DType dtype = SameFloat(x[..3]);
        ScanArguments.Require(this, x, 1, 1, HasLengths);
        return new(x[0].Shape.With(0, x[0].Shape[0] + 1), dtype);
    }

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (y[0].DType == DType.Float32) Scan<float>(x, y[0]);
        else Scan<double>(x, y[0]);
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        Tensor weights = pass.Input(1), states = pass.Output();
        Tensor? lengths = HasLengths ? pass.Input(3) : null;
        var arriving = pass.OutputGradient;
        Tensor[] results = ScanArguments.InAlgebra(pass) ? Algebra(weights, states, arriving, lengths)
            : ApplyAll(new RnnScanBackward(Reverse, Rectified, HasLengths),
                lengths is null ? [weights, states, arriving] : [weights, states, arriving, lengths]);
        pass[0] = results[0];
        if (pass.Wants(1)) pass[1] = ScanArguments.Flat(results[0]).T.MatMul(ScanArguments.StatesBefore(states, Reverse));
        pass[2] = results[1];
    }

    /// <summary>T·N·H·H.</summary>
    public override long MultiplyAdds(IReadOnlyList<Tensor> x, IReadOnlyList<Tensor> y) => (long)x[0].Count * x[1].Shape[1];

    private Tensor[] Algebra(Tensor weights, Tensor states, Tensor arriving, Tensor? lengths)
    {
        var shape = new ScanShape(states.Shape[0] - 1, states.Shape[1], states.Shape[2], Reverse);
        var (ofGates, ofFirst) = ScanArguments.Back(shape, [arriving], ScanArguments.Live(lengths, shape.Steps, states.DType), (t, d) =>
        {
            var h = states.Select(0, Reverse ? t : t + 1);
            var sums = Rectified ? Tensor.Where(h > 0, d[0], 0) : d[0] * (1 - h * h);
            return ([sums], [sums.MatMul(weights)]);
        });
        return [.. ofGates, .. ofFirst];
    }

    private unsafe void Scan<T>(ReadOnlySpan<Tensor> x, Tensor y) where T : unmanaged
    {
        var shape = ScanArguments.Of(x[0], x[1], Reverse);
        using Dense<T> inputs = new(x[0]), weights = new(x[1]), state = new(x[2]);
        using var lengths = HasLengths ? new Dense<long>(x[3]) : default;
        fixed (T* px = inputs.Span, pw = weights.Span, h = y.Span<T>())
        fixed (long* pl = ScanArguments.Lengths(this, lengths.Span, shape.Steps))
        {
            state.Span.CopyTo(y.Span<T>()[((int)shape.First(0) * shape.Hidden)..]);
            var scan = new ScanForward<T, RnnForward<T>>
            {
                Cell = new(shape, px, h, Rectified),
                Shape = shape,
                States = h,
                Weights = ScanArguments.Transposed(pw, shape.Hidden, shape.Hidden),
                Lengths = pl,
            };
            ScanForward<T, RnnForward<T>>.Run(ref scan);
        }
    }
}

/// <summary>Gradients of <see cref="RnnScan"/> in one walk back      W, h, dh (perhaps lengths) → dx [T, N, H], dh₀ [N, H]</summary>
internal sealed record RnnScanBackward(bool Reverse, bool Rectified, bool HasLengths) : Op
{
    public override int OutputCount => 2;

    protected override string WhyNoDerivative =>
        "These gradients were taken for one use only; ask for them with Gradients(loss, differentiable: true).";

    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        Shape states = x[1].Shape;
        return new(output == 1 ? states.Without(0) : states.With(0, states[0] - 1), x[1].DType);
    }

    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (y[0].DType == DType.Float32) Scan<float>(x, y);
        else Scan<double>(x, y);
    }

    private unsafe void Scan<T>(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) where T : unmanaged
    {
        var shape = ScanArguments.Of(y[0], x[0], Reverse);
        using Dense<T> weights = new(x[0]), states = new(x[1]), ofStates = new(x[2]);
        using var lengths = HasLengths ? new Dense<long>(x[^1]) : default;
        fixed (T* pw = weights.Span, h = states.Span, dh = ofStates.Span, dx = y[0].Span<T>(), kept = y[1].Span<T>())
        fixed (long* pl = lengths.Span)
        {
            var scan = new ScanBackward<T, RnnBackward<T>>
            {
                Cell = new(shape, h, dh, dx, kept, Rectified),
                Shape = shape,
                Kept = kept,
                Weights = pw,
                Lengths = pl,
            };
            ScanBackward<T, RnnBackward<T>>.Run(ref scan);
        }
    }
}
