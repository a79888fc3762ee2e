namespace Cajal;

/// <summary>Y = A / B, number by number, with broadcasting.      dA = dY / B, dB = −dY · Y / B, summed over stretched axes</summary>
public sealed record Divide : Binary<Divide.Function>
{
    internal static readonly Divide Instance = new();

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        if (pass.Wants(0)) pass[0] = (pass.OutputGradient / pass.Input(1)).SumTo(pass.Input(0).Shape);
        if (pass.Wants(1)) pass[1] = (pass.OutputGradient * pass.Output() / pass.Input(1) * -1).SumTo(pass.Input(1).Shape);
    }

    /// <summary>a / b</summary>
    public readonly struct Function : IBinaryFunction
    {
        /// <inheritdoc/>
        public L F<L>(L a, L b) where L : struct, ILane<L> => a / b;

        /// <inheritdoc/>
        public long Whole(long a, long b) => a / b;
    }
}

/// <summary>Quotients.</summary>
public static class DivideOnTensor
{
    extension(Tensor)
    {
        /// <summary>a / b, number by number, with broadcasting; whole numbers are cut off towards 0.</summary>
        public static Tensor operator /(Tensor a, Tensor b) => Op.Apply(Divide.Instance, a, b);

        /// <summary>a / b; the number takes the tensor's element type.</summary>
        public static Tensor operator /(Tensor a, double b) => a / Tensor.Scalar(b, a.DType);

        /// <summary>a / b; the number takes the tensor's element type.</summary>
        public static Tensor operator /(double a, Tensor b) => Tensor.Scalar(a, b.DType) / b;
    }
}
