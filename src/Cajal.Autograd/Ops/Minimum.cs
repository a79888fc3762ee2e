namespace Cajal;

/// <summary>Y = min(A, B), number by number, with broadcasting; NaN when either is.      dA = dY where A &lt; B, dY / 2 where A = B</summary>
public sealed record Minimum : Binary<Minimum.Function>
{
    internal static readonly Minimum Instance = new();

    /// <inheritdoc/>
    public override Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        Tensor a = pass.Input(0), b = pass.Input(1), dy = pass.OutputGradient;
        if (pass.Wants(0)) pass[0] = Maximum.Share(dy, a < b, a.EqualTo(b)).SumTo(a.Shape);
        if (pass.Wants(1)) pass[1] = Maximum.Share(dy, b < a, a.EqualTo(b)).SumTo(b.Shape);
    }

    /// <summary>min(a, b)</summary>
    public readonly struct Function : IBinaryFunction
    {
        /// <inheritdoc/>
        public L F<L>(L a, L b) where L : struct, ILane<L> => L.Min(a, b);

        /// <inheritdoc/>
        public long Whole(long a, long b) => Math.Min(a, b);
    }
}

/// <summary>The smaller of two.</summary>
public static class MinimumOnTensor
{
    extension(Tensor a)
    {
        /// <summary>min(a, b), number by number, with broadcasting; at a tie each gets half the gradient.</summary>
        public Tensor Minimum(Tensor b) => Op.Apply(Cajal.Minimum.Instance, a, b);

        /// <summary>min(a, b); the number takes the tensor's element type.</summary>
        public Tensor Minimum(double b) => a.Minimum(ScalarOperand.Of(b, a));
    }
}
