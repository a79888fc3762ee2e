using System.Runtime.Intrinsics;

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
    public override unsafe void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        using var dense = new Dense<bool>(x[0]);
        fixed (bool* px = dense.Span, py = y[0].Span<bool>())
        {
            var body = new Body { X = (byte*)px, Y = py, Parts = new(1, y[0].Count) };
            Workers.For(body.Parts.Chunks, ref body);
        }
    }

    private unsafe struct Body : IChunkBody
    {
        public byte* X;
        public bool* Y;
        public RowParts Parts;

        public readonly void Run(int chunk)
        {
            var (_, _, from, to) = Parts.Of(chunk);
            byte no = 0;
            MaskRow.Run<byte, IsNo>(X + from, 1, &no, 0, Y + from, to - from);
        }
    }

    private readonly struct IsNo : IMaskRule<byte>
    {
        public bool Holds(byte a, byte b) => a == b;

        public Vector128<byte> Holds(Vector128<byte> a, Vector128<byte> b) => Vector128.Equals(a, b);
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
