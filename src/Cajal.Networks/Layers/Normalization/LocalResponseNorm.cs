namespace Cajal.Networks;

/// <summary>y = x / (k + α · mean of x² over the neighbouring channels)^β      [N, C, …] → the same shape</summary>
/// <param name="size">Number of channels looked at, the channel itself among them.</param>
/// <param name="alpha">α.</param>
/// <param name="beta">β.</param>
/// <param name="k">k.</param>
public sealed class LocalResponseNorm(int size, double alpha = 1e-4, double beta = 0.75, double k = 1) : Layer
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.LocalResponseNorm(size, alpha, beta, k);
}
