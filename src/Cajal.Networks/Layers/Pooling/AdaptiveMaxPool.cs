namespace Cajal.Networks;

/// <summary>y = the largest number of each of some windows that share the numbers along the last axis.      [N, C, L], or without N → the
/// same axes, windows on the last</summary>
/// <param name="outputSize">Windows along each axis: one number for all, or one each.</param>
public sealed class AdaptiveMaxPool1d(PerAxis outputSize) : Layer
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.AdaptiveMaxPool1d(outputSize);
}

/// <summary>y = the largest number of each of some windows that share the numbers along the last two axes.      [N, C, H, W], or without
/// N → the same axes, windows on the last</summary>
/// <param name="outputSize">Windows along each axis: one number for all, or one each.</param>
public sealed class AdaptiveMaxPool2d(PerAxis outputSize) : Layer
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.AdaptiveMaxPool2d(outputSize);
}

/// <summary>y = the largest number of each of some windows that share the numbers along the last three axes.      [N, C, D, H, W], or
/// without N → the same axes, windows on the last</summary>
/// <param name="outputSize">Windows along each axis: one number for all, or one each.</param>
public sealed class AdaptiveMaxPool3d(PerAxis outputSize) : Layer
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.AdaptiveMaxPool3d(outputSize);
}
