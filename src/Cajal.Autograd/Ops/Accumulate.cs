namespace Cajal;

/// <summary>S ← S + X, in place: a kept sum grows.      X, S: the same shape</summary>
public sealed record Accumulate : UpdateOp
{
    internal static readonly Accumulate Instance = new();

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (x[0].Shape != y[0].Shape) throw new ShapeException("Accumulate", $"values of the sum's shape {y[0].Shape}", x[0].Shape);
        switch (y[0].DType)
        {
            case DType.Float32: BroadcastLoop.Floats<Add.Function, float>(y[0], x[0], y[0]); break;
            case DType.Float64: BroadcastLoop.Floats<Add.Function, double>(y[0], x[0], y[0]); break;
            default: throw new InvalidOperationException($"Accumulate adds floating-point numbers; received {y[0].DType}.");
        }
    }
}

/// <summary>S ← 0, in place.</summary>
public sealed record Clear : UpdateOp
{
    internal static readonly Clear Instance = new();

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) => y[0].Fill(0);
}

/// <summary>N ← N + Amount, in place: a kept counter moves on.      N: a whole number without axes</summary>
/// <param name="Amount">How far.</param>
public sealed record Advance(long Amount) : UpdateOp
{
    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) => Write<long>(y[0])[0] += Amount;
}
