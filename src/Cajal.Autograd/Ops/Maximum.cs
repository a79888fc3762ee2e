namespace Cajal;

/// <summary>Y = max(A, B), number by number, with broadcasting; NaN when either is.      dA = dY where A &gt; B, dY / 2 where A = B</summary>
public sealed record Maximum : Binary<Maximum.Function>
{
    internal static readonly Maximum Instance = new();

    /// <inheritdoc/>
    public override Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        Tensor a = pass.Input(0), b = pass.Input(1), dy = pass.OutputGradient;
        if (pass.Wants(0)) pass[0] = Share(dy, a > b, a.EqualTo(b)).SumTo(a.Shape);
        if (pass.Wants(1)) pass[1] = Share(dy, b > a, a.EqualTo(b)).SumTo(b.Shape);
    }

    /// <summary>The winner's gradient: all where it wins, half at a tie.</summary>
    internal static Tensor Share(Tensor dy, Tensor wins, Tensor ties) => Tensor.Where(wins, dy, Tensor.Where(ties, dy * 0.5, 0));

    /// <summary>max(a, b)</summary>
    public readonly struct Function : IBinaryFunction
    {
        /// <inheritdoc/>
        public L F<L>(L a, L b) where L : struct, ILane<L> => L.Max(a, b);

        /// <inheritdoc/>
        public long Whole(long a, long b) => Math.Max(a, b);
    }
}

/// <summary>The larger of two.</summary>
public static class MaximumOnTensor
{
    extension(Tensor a)
    {
        /// <summary>max(a, b), number by number, with broadcasting; at a tie each gets half the gradient.</summary>
        public Tensor Maximum(Tensor b) => Op.Apply(Cajal.Maximum.Instance, a, b);

        /// <summary>max(a, b); the number takes the tensor's element type.</summary>
        public Tensor Maximum(double b) => a.Maximum(ScalarOperand.Of(b, a));
    }
}
