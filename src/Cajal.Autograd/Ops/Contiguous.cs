namespace Cajal;

/// <summary>Y = X, with the elements side by side in row-major order.      any shape → the same shape      dX = dY</summary>
public sealed record Contiguous : Op
{
    internal static readonly Contiguous Instance = new();

    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[0].Shape, x[0].DType);

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) => Copy(x[0], y[0]);

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass) => pass[0] = pass.OutputGradient;

    /// <summary>Copies the elements of any view into a contiguous tensor of the same shape and element type.</summary>
    internal static void Copy(Tensor source, Tensor target)
    {
        switch (source.DType)
        {
            case DType.Float32: Copy<float>(source, target); break;
            case DType.Float64: Copy<double>(source, target); break;
            case DType.Int32: Copy<int>(source, target); break;
            case DType.Int64: Copy<long>(source, target); break;
            default: Copy<bool>(source, target); break;
        }
    }

    private static void Copy<T>(Tensor source, Tensor target) where T : unmanaged
    {
        if (source.IsContiguous) source.Span<T>().CopyTo(target.Span<T>());
        else Strided.Copy(ref source.Origin<T>(), source.Layout, target.Span<T>());
    }
}

/// <summary>Contiguous copies.</summary>
public static class ContiguousOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The tensor itself when its elements lie side by side, else a copy in which they do.</summary>
        public Tensor Contiguous() => x.IsContiguous ? x : Op.Apply(Cajal.Contiguous.Instance, x);
    }
}
