namespace Cajal;

/// <summary>Y = X in another element type.      any shape → the same shape      dX = dY in X's type, between Float32 and Float64</summary>
/// <remarks>To whole numbers, fractions are cut off towards 0; to Bool, everything but 0 is true.</remarks>
/// <param name="Target">The element type of the result.</param>
public sealed record Cast(DType Target) : Op
{
    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[0].Shape, Target);

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        switch (x[0].DType)
        {
            case DType.Float32: From<float>(x[0], y[0]); break;
            case DType.Float64: From<double>(x[0], y[0]); break;
            case DType.Int32: From<int>(x[0], y[0]); break;
            case DType.Int64: From<long>(x[0], y[0]); break;
            default: From<byte>(x[0], y[0]); break;
        }
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass) => pass[0] = pass.OutputGradient.To(pass.Input(0).DType);

    private static void From<T>(Tensor x, Tensor y) where T : unmanaged, System.Numerics.INumberBase<T>
    {
        using var dense = new Dense<T>(x);
        switch (y.DType)
        {
            case DType.Float32: Convert(dense.Span, y.Span<float>()); break;
            case DType.Float64: Convert(dense.Span, y.Span<double>()); break;
            case DType.Int32: Convert(dense.Span, y.Span<int>()); break;
            case DType.Int64: Convert(dense.Span, y.Span<long>()); break;
            default:
                var bools = y.Span<bool>();
                for (int i = 0; i < bools.Length; i++) bools[i] = !T.IsZero(dense.Span[i]);
                break;
        }
    }

    private static void Convert<T, R>(ReadOnlySpan<T> x, Span<R> y) where T : System.Numerics.INumberBase<T> where R : System.Numerics.INumberBase<R>
    {
        for (int i = 0; i < x.Length; i++) y[i] = R.CreateSaturating(x[i]);
    }
}

/// <summary>Changing the element type.</summary>
public static class CastOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The same numbers in another element type; the tensor itself when it has it.</summary>
        public Tensor To(DType dtype) => x.DType == dtype ? x : Op.Apply(new Cast(dtype), x);
    }
}
