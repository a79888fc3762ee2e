namespace Cajal;

/// <summary>LSTM over all steps: (i, f, g, o) = (σ, σ, tanh, σ)(xₜ + h·Wᵀ); c ← f·c + i·g; h ← o·tanh c.
/// x: [T, N, 4H] (the inputs' part, biases included), W: [4H, H], h₀, c₀: [N, H], perhaps lengths [N] → h, c: [T+1, N, H], gates [T, N,
/// 4H]</summary>
/// <remarks>States lie at T + 1 places: the first one, then that after each step (in reverse: the last place is the first). A step beyond
/// a sequence's length leaves its state as it is. dx = gate gradients, dW = Σₜ dxₜᵀ·h before t. Source: Hochreiter and Schmidhuber (1997),
/// with forget gates.</remarks>
/// <param name="Reverse">True to walk from the last step to the first.</param>
/// <param name="HasLengths">True when lengths (Int64) come as the last input.</param>
public sealed record LstmScan(bool Reverse, bool HasLengths) : Op
{
    /// <inheritdoc/>
    public override string Formula => "i, f, g, o = σ, σ, tanh, σ (x + h·Wᵀ); c ← f·c + i·g; h ← o·tanh c, step by step";

    /// <inheritdoc/>
    public override int OutputCount => 3;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        DType dtype = SameFloat(x[..4]);
        ScanArguments.Require(this, x, 4, 2, HasLengths);
        Shape inputs = x[0].Shape;
        return new(output == 2 ? inputs : [inputs[0] + 1, inputs[1], x[1].Shape[1]], dtype);
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
        Tensor inputs = pass.Input(0), weights = pass.Input(1), states = pass.Output(0), cells = pass.Output(1);
        Tensor? lengths = HasLengths ? pass.Input(4) : null;
        Tensor?[] arriving = [pass.OutputGradientOf(0), pass.OutputGradientOf(1)];
        var before = ScanArguments.StatesBefore(states, Reverse);
        Tensor[] results;
        if (ScanArguments.InAlgebra(pass)) results = Algebra(inputs, weights, before, cells, arriving, lengths);
        else
        {
            var ofStates = arriving[0] ?? Tensor.Zeros(states.Shape, states.DType);
            List<Tensor> given = [pass.Output(2), weights, cells, ofStates];
            if (arriving[1] is { } ofCells) given.Add(ofCells);
            if (lengths is not null) given.Add(lengths);
            results = ApplyAll(new LstmScanBackward(Reverse, arriving[1] is not null, HasLengths), given.ToArray());
        }
        pass[0] = results[0];
        if (pass.Wants(1)) pass[1] = ScanArguments.Flat(results[0]).T.MatMul(before);
        pass[2] = results[1];
        pass[3] = results[2];
    }

    /// <summary>T·N·4H·H.</summary>
    public override long MultiplyAdds(IReadOnlyList<Tensor> x, IReadOnlyList<Tensor> y) => (long)x[0].Count * x[1].Shape[1];

    private Tensor[] Algebra(Tensor inputs, Tensor weights, Tensor before, Tensor cells, Tensor?[] arriving, Tensor? lengths)
    {
        var shape = ScanArguments.Of(inputs, weights, Reverse);
        var sums = inputs + before.MatMul(weights.T).Reshape(inputs.Shape);
        var (ofGates, ofFirst) = ScanArguments.Back(shape, arriving, ScanArguments.Live(lengths, shape.Steps, inputs.DType), (t, d) =>
        {
            var s = sums.Select(0, t).Split(-1, 4);
            Tensor i = s[0].Sigmoid(), f = s[1].Sigmoid(), g = s[2].Tanh(), o = s[3].Sigmoid();
            Tensor c = cells.Select(0, Reverse ? t + 1 : t), tanh = cells.Select(0, Reverse ? t : t + 1).Tanh();
            var dc = d[1] + d[0] * o * (1 - tanh * tanh);
            var gates = Tensor.Concatenate([dc * g * i * (1 - i), dc * c * f * (1 - f), dc * i * (1 - g * g),
                d[0] * tanh * o * (1 - o)], -1);
            return ([gates], [gates.MatMul(weights), dc * f]);
        });
        return [ofGates[0], .. ofFirst];
    }

    private unsafe void Scan<T>(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) where T : unmanaged
    {
        var shape = ScanArguments.Of(x[0], x[1], Reverse);
        using Dense<T> inputs = new(x[0]), weights = new(x[1]), state = new(x[2]), cell = new(x[3]);
        using var lengths = HasLengths ? new Dense<long>(x[4]) : default;
        fixed (T* px = inputs.Span, pw = weights.Span, h = y[0].Span<T>(), c = y[1].Span<T>(), gates = y[2].Span<T>())
        fixed (long* pl = ScanArguments.Lengths(this, lengths.Span, shape.Steps))
        {
            int first = (int)shape.First(0) * shape.Hidden;
            state.Span.CopyTo(y[0].Span<T>()[first..]);
            cell.Span.CopyTo(y[1].Span<T>()[first..]);
            var scan = new ScanForward<T, LstmForward<T>>
            {
                Cell = new(shape, px, gates, c, h),
                Shape = shape,
                States = h,
                Weights = ScanArguments.Transposed(pw, 4 * shape.Hidden, shape.Hidden),
                Lengths = pl,
            };
            ScanForward<T, LstmForward<T>>.Run(ref scan);
        }
    }
}

/// <summary>Gradients of <see cref="LstmScan"/> in one walk back      gates, W, c, dh (perhaps dc, lengths) → dx [T, N, 4H], dh₀, dc₀ [N,
/// H]</summary>
internal sealed record LstmScanBackward(bool Reverse, bool HasCellGradient, bool HasLengths) : Op
{
    public override int OutputCount => 3;

    protected override string WhyNoDerivative =>
        "These gradients were taken for one use only; ask for them with Gradients(loss, differentiable: true).";

    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) =>
        new(output == 0 ? x[0].Shape : [x[0].Shape[1], x[1].Shape[1]], x[0].DType);

    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (y[0].DType == DType.Float32) Scan<float>(x, y);
        else Scan<double>(x, y);
    }

    private unsafe void Scan<T>(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) where T : unmanaged
    {
        var shape = ScanArguments.Of(x[0], x[1], Reverse);
        using Dense<T> gates = new(x[0]), weights = new(x[1]), cells = new(x[2]), ofStates = new(x[3]);
        using var ofCells = HasCellGradient ? new Dense<T>(x[4]) : default;
        using var lengths = HasLengths ? new Dense<long>(x[^1]) : default;
        fixed (T* pg = gates.Span, pw = weights.Span, pc = cells.Span, dh = ofStates.Span, dc = ofCells.Span)
        fixed (T* dx = y[0].Span<T>(), keptState = y[1].Span<T>(), keptCell = y[2].Span<T>())
        fixed (long* pl = lengths.Span)
        {
            var scan = new ScanBackward<T, LstmBackward<T>>
            {
                Cell = new(shape, pg, pc, dh, dc, dx, keptState, keptCell),
                Shape = shape,
                Kept = keptState,
                Weights = pw,
                Lengths = pl,
            };
            ScanBackward<T, LstmBackward<T>>.Run(ref scan);
        }
    }
}
