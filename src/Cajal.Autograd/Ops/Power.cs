namespace Cajal;

/// <summary>Y = Aᴮ, number by number, with broadcasting.
///      dA = dY · B · A^(B−1), 0 where B = 0; dB = dY · Y · ln A, 0 where A = 0 and B ≥ 0</summary>
public sealed record Power : Binary<Power.Function>
{
    internal static readonly Power Instance = new();

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        Tensor a = pass.Input(0), b = pass.Input(1), dy = pass.OutputGradient;
        // With base 1 in the silent places the products there are 0, and finite in every further derivative.
        if (pass.Wants(0)) pass[0] = (dy * b * Tensor.Where(b.EqualTo(0), 1, a).Power(b - 1)).SumTo(a.Shape);
        if (pass.Wants(1)) pass[1] = (dy * pass.Output() * Tensor.Where(a.EqualTo(0) & b >= 0, 1, a).Log()).SumTo(b.Shape);
    }

    /// <summary>aᵇ</summary>
    public readonly struct Function : IBinaryFunction
    {
        /// <inheritdoc/>
        public L F<L>(L a, L b) where L : struct, ILane<L> => L.Pow(a, b);

        /// <inheritdoc/>
        public long Whole(long a, long b)
        {
            if (b < 0) throw new ArgumentException($"A whole number has no whole power {b}. Convert with To(DType.Float32) first.");
            long y = 1;
            for (; b > 0; b >>= 1, a *= a)
                if ((b & 1) == 1) y *= a;
            return y;
        }
    }
}

/// <summary>y = x^Exponent      dy/dx = Exponent · x^(Exponent − 1), 0 for exponent 0</summary>
/// <param name="Exponent">The exponent, the same for all numbers.</param>
public readonly record struct FixedPower(double Exponent) : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Pow(x, L.Of(Exponent));

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => Exponent == 0 ? L.Of(0) : L.Of(Exponent) * L.Pow(x, L.Of(Exponent - 1));

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => Exponent == 0 ? ScalarOperand.Of(0, x) : Exponent * x.Power(Exponent - 1);
}

/// <summary>Powers.</summary>
public static class PowerOnTensor
{
    extension(Tensor a)
    {
        /// <summary>aᵇ, number by number, with broadcasting; NaN for a broken power of a negative number.</summary>
        public Tensor Power(Tensor b) => Op.Apply(Cajal.Power.Instance, a, b);

        /// <summary>a to a power that is the same for all numbers.</summary>
        public Tensor Power(double exponent)
        {
            if (exponent == 2) return a.Square();
            return a.DType.IsFloat() ? Op.Apply(new Unary<FixedPower>(new(exponent)), a) : a.Power(ScalarOperand.Of(exponent, a));
        }
    }
}
