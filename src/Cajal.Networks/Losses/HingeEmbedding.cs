namespace Cajal.Networks;

/// <summary>L = a where y = 1 (bring together), max(0, margin − a) where y = −1 (keep apart); a is a distance.</summary>
public static class HingeEmbeddingOnTensor
{
    extension(Tensor distance)
    {
        /// <summary>The hinge embedding loss, and its mean over all elements.      a, y: any shape → []</summary>
        /// <param name="target">y, −1 or 1, of the same shape; everything but 1 counts as −1.</param>
        /// <param name="margin">How far apart is far enough.</param>
        /// <param name="reduction">How single elements become one number.</param>
        /// <exception cref="ShapeException">Another shape than the output's.</exception>
        public Tensor HingeEmbedding(Tensor target, double margin = 1, LossReduction reduction = LossReduction.Mean)
        {
            Reduced.RequireSame("HingeEmbedding", distance, target);
            return Tensor.Where(target.EqualTo(1), distance, (margin - distance).Relu()).By(reduction);
        }
    }
}
