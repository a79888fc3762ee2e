namespace Cajal;

/// <summary>Vectors of length 1: x / max(‖x‖ₚ, ε).</summary>
public static class NormalizeOnTensor
{
    extension(Tensor x)
    {
        /// <summary>x / max(‖x‖ₚ, ε) along an axis: any shape → the same shape. A vector shorter than ε is divided by ε.</summary>
        /// <param name="p">Which length.</param>
        /// <param name="axis">The axis of the vectors.</param>
        /// <param name="epsilon">ε, positive.</param>
        public Tensor Normalize(double p = 2, int axis = 1, double epsilon = 1e-12) => x / x.Norm(axis, p, keepAxis: true).Maximum(epsilon);
    }
}
