namespace Cajal.Networks;

/// <summary>L = max(0, −y·(a − b) + margin): a is to stand above b where y = 1, below where y = −1.</summary>
public static class MarginRankingOnTensor
{
    extension(Tensor input)
    {
        /// <summary>The margin ranking loss of pairs of scores, and its mean.      a, b, y: any one shape → []</summary>
        /// <param name="other">b.</param>
        /// <param name="target">y, 1 or −1.</param>
        /// <param name="margin">How far above is far enough.</param>
        /// <param name="reduction">How single pairs become one number.</param>
        /// <exception cref="ShapeException">Different shapes.</exception>
        public Tensor MarginRanking(Tensor other, Tensor target, double margin = 0, LossReduction reduction = LossReduction.Mean)
        {
            Reduced.RequireSame("MarginRanking", input, other);
            Reduced.RequireSame("MarginRanking", input, target);
            return (margin - target * (input - other)).Relu().By(reduction);
        }
    }
}
