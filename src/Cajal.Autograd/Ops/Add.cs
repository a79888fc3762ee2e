namespace Cajal;

/// <summary>Y = A + B, with broadcasting.      dA = dY, dB = dY, each summed over the axes along which it was stretched</summary>
public sealed record Add : Binary<Add.Function>
{
    internal static readonly Add Instance = new();

    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        if (pass.Wants(0)) pass[0] = pass.OutputGradient.SumTo(pass.Input(0).Shape);
        if (pass.Wants(1)) pass[1] = pass.OutputGradient.SumTo(pass.Input(1).Shape);
    }

    /// <summary>a + b</summary>
    public readonly struct Function : IBinaryFunction
    {
        /// <inheritdoc/>
        public L F<L>(L a, L b) where L : struct, ILane<L> => a + b;

        /// <inheritdoc/>
        public long Whole(long a, long b) => a + b;
    }
}

/// <summary>Sums of two tensors.</summary>
public static class AddOnTensor
{
    extension(Tensor)
    {
        /// <summary>a + b, with broadcasting.</summary>
        public static Tensor operator +(Tensor a, Tensor b) => Op.Apply(Add.Instance, a, b);

        /// <summary>a + b; the number takes the tensor's element type.</summary>
        public static Tensor operator +(Tensor a, double b) => a + ScalarOperand.Of(b, a);

        /// <summary>a + b; the number takes the tensor's element type.</summary>
        public static Tensor operator +(double a, Tensor b) => ScalarOperand.Of(a, b) + b;
    }
}
