namespace Cajal;

/// <summary>Distances between vectors: ‖a − b + ε‖ₚ.</summary>
public static class PairwiseDistanceOnTensor
{
    extension(Tensor x)
    {
        /// <summary>(Σ |a − b + ε|ᵖ)^(1/p) along the last axis: […, D], […, D] → […], or […, 1] when the axis is kept.</summary>
        /// <param name="other">b; it broadcasts with a.</param>
        /// <param name="p">2 for the straight line, 1 for the way along the axes.</param>
        /// <param name="epsilon">ε, added to each difference, so that equal vectors have a gradient.</param>
        /// <param name="keepAxis">True keeps the last axis with one number.</param>
        /// <exception cref="ShapeException">They do not fit.</exception>
        public Tensor PairwiseDistance(Tensor other, double p = 2, double epsilon = 1e-6, bool keepAxis = false) =>
            (x - other + epsilon).Norm(-1, p, keepAxis);
    }
}
