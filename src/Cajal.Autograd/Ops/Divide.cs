namespace Cajal;

/// <summary>Y = A / B, number by number, with broadcasting.      dA = dY / B, dB = −dY · Y / B, summed over stretched axes</summary>
/// <remarks>Whole numbers are divided as in C#: the fraction is cut off, and division by 0 throws.</remarks>
public sealed record Divide : Binary<Divide.Function>
{
    internal static readonly Divide Instance = new();

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        var share = pass.OutputGradient / pass.Input(1);
        if (pass.Wants(0)) pass[0] = share.SumTo(pass.Input(0).Shape);
        if (pass.Wants(1)) pass[1] = -(share * pass.Output()).SumTo(pass.Input(1).Shape);
    }

    /// <summary>a / b</summary>
    public readonly struct Function : IBinaryFunction
    {
        /// <inheritdoc/>
        public L F<L>(L a, L b) where L : struct, ILane<L> => a / b;

        /// <inheritdoc/>
        public long Whole(long a, long b) => b switch
        {
            0 => throw new DivideByZeroException(
                "Whole numbers cannot be divided by 0. Convert with To(DType.Float32), where x / 0 is ∞ or NaN."),
            -1 => -a,
            _ => a / b,
        };
    }
}

/// <summary>Quotients number by number.</summary>
public static class DivideOnTensor
{
    extension(Tensor)
    {
        /// <summary>a / b, number by number, with broadcasting.</summary>
        public static Tensor operator /(Tensor a, Tensor b) => Op.Apply(Divide.Instance, a, b);

        /// <summary>a / b; the number takes the tensor's element type.</summary>
        public static Tensor operator /(Tensor a, double b) => a / ScalarOperand.Of(b, a);

        /// <summary>a / b; the number takes the tensor's element type.</summary>
        public static Tensor operator /(double a, Tensor b) => ScalarOperand.Of(a, b) / b;
    }
}
