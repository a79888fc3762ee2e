namespace Cajal;

/// <summary>Y = A · B, number by number, with broadcasting.      dA = dY · B, dB = dY · A, summed over stretched axes</summary>
public sealed record Multiply : Binary<Multiply.Function>
{
    internal static readonly Multiply Instance = new();

    /// <inheritdoc/>
    public override Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        if (pass.Wants(0)) pass[0] = (pass.OutputGradient * pass.Input(1)).SumTo(pass.Input(0).Shape);
        if (pass.Wants(1)) pass[1] = (pass.OutputGradient * pass.Input(0)).SumTo(pass.Input(1).Shape);
    }

    /// <summary>a · b</summary>
    public readonly struct Function : IBinaryFunction
    {
        /// <inheritdoc/>
        public L F<L>(L a, L b) where L : struct, ILane<L> => a * b;

        /// <inheritdoc/>
        public long Whole(long a, long b) => a * b;
    }
}

/// <summary>Products number by number.</summary>
public static class MultiplyOnTensor
{
    extension(Tensor)
    {
        /// <summary>a · b, number by number, with broadcasting.</summary>
        public static Tensor operator *(Tensor a, Tensor b) => Op.Apply(Multiply.Instance, a, b);

        /// <summary>a · b; the number takes the tensor's element type.</summary>
        public static Tensor operator *(Tensor a, double b) => a * ScalarOperand.Of(b, a);

        /// <summary>a · b; the number takes the tensor's element type.</summary>
        public static Tensor operator *(double a, Tensor b) => ScalarOperand.Of(a, b) * b;
    }
}
