using System.Numerics;
using System.Runtime.InteropServices;

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

    private static unsafe void From<T>(Tensor x, Tensor y) where T : unmanaged, INumberBase<T>
    {
        using var dense = new Dense<T>(x);
        fixed (T* px = dense.Span)
            switch (y.DType)
            {
                case DType.Float32: Convert(px, y.Span<float>()); break;
                case DType.Float64: Convert(px, y.Span<double>()); break;
                case DType.Int32: Convert(px, y.Span<int>()); break;
                case DType.Int64: Convert(px, y.Span<long>()); break;
                default: Convert(px, MemoryMarshal.Cast<bool, byte>(y.Span<bool>())); break;
            }
    }

    private static unsafe void Convert<T, R>(T* x, Span<R> y) where T : unmanaged, INumberBase<T> where R : unmanaged, INumberBase<R>
    {
        fixed (R* py = y)
        {
            var body = new Body<T, R> { X = x, Y = py, Parts = new(1, y.Length) };
            Workers.For(body.Parts.Chunks, ref body);
        }
    }

    private unsafe struct Body<T, R> : IChunkBody where T : unmanaged, INumberBase<T> where R : unmanaged, INumberBase<R>
    {
        public T* X;
        public R* Y;
        public RowParts Parts;

        public readonly void Run(int chunk)
        {
            var (_, _, from, to) = Parts.Of(chunk);
            // Bytes are truth values.
            if (typeof(R) == typeof(byte)) CastRow.ToTruth(X + from, (bool*)(Y + from), to - from);
            else CastRow.Run(X + from, Y + from, to - from);
        }
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
