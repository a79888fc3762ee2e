namespace Cajal.Networks;

/// <summary>L = y·ln(1 + e⁻ˣ) + (1−y)·ln(1 + eˣ): binary cross-entropy of σ(x), without computing σ(x).</summary>
public static class BinaryCrossEntropyWithLogitsOnTensor
{
    extension(Tensor logits)
    {
        /// <summary>Binary cross-entropy of σ(x), and the mean over all elements; nothing overflows and no digit is lost.
        /// x, y: any shape → []</summary>
        /// <param name="target">y in [0, 1], of the same shape.</param>
        /// <param name="weight">A factor for each element, broadcast; 1 when left out. The mean still divides by the number of
        /// elements.</param>
        /// <param name="positiveWeight">A factor on the part of y = 1, broadcast, against rare positives; 1 when left out.</param>
        /// <param name="reduction">How single elements become one number.</param>
        /// <exception cref="ShapeException">Another shape than the output's.</exception>
        public Tensor BinaryCrossEntropyWithLogits(Tensor target, Tensor? weight = null, Tensor? positiveWeight = null,
            LossReduction reduction = LossReduction.Mean)
        {
            Reduced.RequireSame("BinaryCrossEntropyWithLogits", logits, target);
            var losses = positiveWeight is null ? Op.Apply(LogitCrossEntropy.Instance, logits, target)
                : -(target * logits.LogSigmoid() * positiveWeight + (1 - target) * (-logits).LogSigmoid());
            return (weight is null ? losses : losses * weight).By(reduction);
        }
    }
}

/// <summary>l = max(x, 0) − x·y + ln(1 + e^(−|x|)), number by number      dx = dl · (σ(x) − y), dy = −dl · x</summary>
internal sealed record LogitCrossEntropy : Binary<LogitCrossEntropy.Function>
{
    internal static readonly LogitCrossEntropy Instance = new();

    public override void Backward(BackwardPass pass)
    {
        if (pass.Wants(0)) pass[0] = (pass.OutputGradient * (pass.Input(0).Sigmoid() - pass.Input(1))).SumTo(pass.Input(0).Shape);
        if (pass.Wants(1)) pass[1] = (-pass.OutputGradient * pass.Input(0)).SumTo(pass.Input(1).Shape);
    }

    public readonly struct Function : IBinaryFunction
    {
        public L F<L>(L x, L y) where L : struct, ILane<L> => L.Max(x, L.Of(0)) - x * y + L.Log1p(L.Exp(-L.Abs(x)));

        public long Whole(long a, long b) => throw new InvalidOperationException("Binary cross-entropy needs floating-point numbers.");
    }
}
