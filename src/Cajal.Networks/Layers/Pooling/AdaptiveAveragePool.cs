namespace Cajal.Networks;

/// <summary>y = the mean of each of some windows that share the numbers along the last axis.      [N, C, L], or without N → the same
/// axes, windows on the last</summary>
/// <param name="outputSize">Windows along each axis: one number for all, or one each.</param>
public sealed class AdaptiveAveragePool1d(PerAxis outputSize) : Layer
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.AdaptiveAveragePool1d(outputSize);
}

/// <summary>y = the mean of each of some windows that share the numbers along the last two axes.      [N, C, H, W], or without N → the
/// same axes, windows on the last</summary>
/// <param name="outputSize">Windows along each axis: one number for all, or one each.</param>
public sealed class AdaptiveAveragePool2d(PerAxis outputSize) : Layer
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.AdaptiveAveragePool2d(outputSize);
}

/// <summary>y = the mean of each of some windows that share the numbers along the last three axes.      [N, C, D, H, W], or without N →
/// the same axes, windows on the last</summary>
/// <param name="outputSize">Windows along each axis: one number for all, or one each.</param>
public sealed class AdaptiveAveragePool3d(PerAxis outputSize) : Layer
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.AdaptiveAveragePool3d(outputSize);
}
