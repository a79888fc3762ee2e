namespace Cajal;

/// <summary>The cosine of the angle between vectors: a·b / (max(‖a‖, ε) · max(‖b‖, ε)).</summary>
public static class CosineSimilarityOnTensor
{
    extension(Tensor x)
    {
        /// <summary>a·b / (max(‖a‖, ε) · max(‖b‖, ε)) along an axis: [a, n, c], axis 1 → [a, c].</summary>
        /// <param name="other">b; it broadcasts with a.</param>
        /// <param name="axis">The axis of the vectors.</param>
        /// <param name="epsilon">ε: the cosine with a vector of zeros is 0.</param>
        /// <exception cref="ShapeException">They do not fit.</exception>
        public Tensor CosineSimilarity(Tensor other, int axis = 1, double epsilon = 1e-8) =>
            (x.Normalize(2, axis, epsilon) * other.Normalize(2, axis, epsilon)).Sum(axis);
    }
}
