namespace Cajal;

/// <summary>Y = ¬X      Bool → Bool; no gradient passes</summary>
public sealed record Not : Op
{
    internal static readonly Not Instance = new();

    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => x[0].DType == DType.Bool
        ? new(x[0].Shape, DType.Bool)
        : throw new InvalidOperationException(
            $"Not needs a Bool tensor; received {x[0].DType} {x[0].Shape}. Compare with something first, for example x > 0.");

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        using var dense = new Dense<bool>(x[0]);
        var target = y[0].Span<bool>();
        for (int i = 0; i < target.Length; i++) target[i] = !dense.Span[i];
    }
}

/// <summary>Logical ¬.</summary>
public static class NotOnTensor
{
    extension(Tensor)
    {
        /// <summary>True where x is false.</summary>
        public static Tensor operator !(Tensor x) => Op.Apply(Not.Instance, x);
    }
}
