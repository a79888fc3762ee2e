namespace Cajal;

/// <summary>y[…, k] = 1 where k = x[…], else 0      [a, b] whole numbers → [a, b, classes]; no gradient passes</summary>
/// <param name="Classes">Size of the new last axis.</param>
/// <param name="Target">Element type of the result.</param>
public sealed record OneHot(int Classes, DType Target) : Op
{
    /// <inheritdoc/>
    public override string Formula => "y[…, k] = 1 where k = x[…], else 0";

    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        Positions.RequireWhole(this, x[0]);
        return new(x[0].Shape.Insert(-1, Classes), Target);
    }

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        switch (Target)
        {
            case DType.Float32: Mark(x[0], y[0], 1f); break;
            case DType.Float64: Mark(x[0], y[0], 1.0); break;
            case DType.Int32: Mark(x[0], y[0], 1); break;
            case DType.Int64: Mark(x[0], y[0], 1L); break;
            default: Mark(x[0], y[0], true); break;
        }
    }

    private void Mark<T>(Tensor x, Tensor y, T one) where T : unmanaged
    {
        using var index = new Positions(this, x, Classes);
        var target = y.Span<T>();
        target.Clear();
        for (int i = 0; i < index.Span.Length; i++) target[i * Classes + index.Span[i]] = one;
    }
}

/// <summary>Class numbers as indicators.</summary>
public static class OneHotOnTensor
{
    extension(Tensor x)
    {
        /// <summary>1 at the class each whole number names, 0 elsewhere: [N] → [N, classes].</summary>
        /// <exception cref="ArgumentException">A number outside 0..classes−1.</exception>
        public Tensor OneHot(int classes, DType dtype = DType.Float32) => Op.Apply(new OneHot(classes, dtype), x);
    }
}
