namespace Cajal;

/// <summary>Y = A − t·B with t = A/B cut off towards 0, as C#'s % has it, with broadcasting.      dA = dY, dB = −dY · t</summary>
public sealed record Remainder : Binary<Remainder.Function>
{
    /// <inheritdoc/>
    public override string Formula => "Y = A − t·B, t = A/B cut off towards 0";

    internal static readonly Remainder Instance = new();

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        Tensor a = pass.Input(0), b = pass.Input(1), dy = pass.OutputGradient;
        if (pass.Wants(0)) pass[0] = dy.SumTo(a.Shape);
        if (pass.Wants(1)) pass[1] = (dy * (pass.Output() - a) / b).SumTo(b.Shape);
    }

    /// <summary>a % b</summary>
    public readonly struct Function : IBinaryFunction
    {
        /// <inheritdoc/>
        public L F<L>(L a, L b) where L : struct, ILane<L> => LaneMath.Each(a, b, static (x, y) => x % y);

        /// <inheritdoc/>
        public long Whole(long a, long b) => b switch
        {
            0 => throw new DivideByZeroException("A whole number has no remainder by 0. Convert with To(DType.Float32) for NaN."),
            // C# throws for the smallest number, whose quotient by −1 is no long.
            -1 => 0,
            _ => a % b,
        };
    }
}

/// <summary>Remainders.</summary>
public static class RemainderOnTensor
{
    extension(Tensor)
    {
        /// <summary>a % b, with broadcasting: what is left of a after whole steps of b, with the sign of a.</summary>
        public static Tensor operator %(Tensor a, Tensor b) => Op.Apply(Remainder.Instance, a, b);

        /// <summary>a % b; the number takes the tensor's element type.</summary>
        public static Tensor operator %(Tensor a, double b) => a % ScalarOperand.Of(b, a);

        /// <summary>a % b; the number takes the tensor's element type.</summary>
        public static Tensor operator %(double a, Tensor b) => ScalarOperand.Of(a, b) % b;
    }
}
