namespace Cajal.Networks;

/// <summary>L = (y·d² + (1 − y)·max(0, margin − d)²) / 2, d = ‖a − b‖: y = 1 draws a pair together, y = 0 drives it apart.</summary>
/// <remarks>Source: Hadsell, Chopra, LeCun (2006), with y turned round.</remarks>
public static class ContrastiveOnTensor
{
    extension(Tensor input)
    {
        /// <summary>The contrastive loss of pairs, and its mean.      a, b: [N, D] or [D], y: [N] or [] → []</summary>
        /// <param name="other">b.</param>
        /// <param name="same">y: 1 for pairs that belong together, 0 for others.</param>
        /// <param name="margin">How far apart is far enough.</param>
        /// <param name="reduction">How the losses of pairs become one number.</param>
        /// <exception cref="ShapeException">b or y does not fit.</exception>
        public Tensor Contrastive(Tensor other, Tensor same, double margin = 1, LossReduction reduction = LossReduction.Mean)
        {
            EmbeddingLoss.RequireAlike("Contrastive", input, other);
            EmbeddingLoss.RequireOneForEach("Contrastive", input, same);
            // d² is taken without a root, and the root of the other term has the gradient 0 at d = 0.
            Tensor square = (input - other).Square().Sum(-1), missing = (margin - square.NormRoot()).Relu();
            return ((same * square + (1 - same) * missing.Square()) * 0.5).By(reduction);
        }
    }
}
