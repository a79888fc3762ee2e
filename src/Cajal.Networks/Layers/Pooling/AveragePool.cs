namespace Cajal.Networks;

/// <summary>y = the mean of each window along the last axis.      [N, C, L], or without N → the same axes, windows on the last</summary>
/// <param name="kernelSize">Numbers in a window: one number for all axes, or one each.</param>
/// <param name="stride">Distance from window to window; the kernel size when left out.</param>
/// <param name="padding">Places before and after each axis, at most half the kernel size.</param>
/// <param name="ceilMode">True adds a last window that hangs over the end.</param>
/// <param name="countIncludePad">True divides by padding too.</param>
public sealed class AveragePool1d(PerAxis kernelSize, PerAxis stride = default, PerAxis padding = default,
    bool ceilMode = false, bool countIncludePad = true) : Layer
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.AveragePool1d(kernelSize, stride, padding, ceilMode, countIncludePad);
}

/// <summary>y = the mean of each window along the last two axes.      [N, C, H, W], or without N → the same axes, windows on the
/// last</summary>
/// <param name="kernelSize">Numbers in a window: one number for all axes, or one each.</param>
/// <param name="stride">Distance from window to window; the kernel size when left out.</param>
/// <param name="padding">Places before and after each axis, at most half the kernel size.</param>
/// <param name="ceilMode">True adds a last window that hangs over the end.</param>
/// <param name="countIncludePad">True divides by padding too.</param>
/// <param name="divisorOverride">Divides whatever was counted.</param>
public sealed class AveragePool2d(PerAxis kernelSize, PerAxis stride = default, PerAxis padding = default,
    bool ceilMode = false, bool countIncludePad = true, int? divisorOverride = null) : Layer
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.AveragePool2d(kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride);
}

/// <summary>y = the mean of each window along the last three axes.      [N, C, D, H, W], or without N → the same axes, windows on the
/// last</summary>
/// <param name="kernelSize">Numbers in a window: one number for all axes, or one each.</param>
/// <param name="stride">Distance from window to window; the kernel size when left out.</param>
/// <param name="padding">Places before and after each axis, at most half the kernel size.</param>
/// <param name="ceilMode">True adds a last window that hangs over the end.</param>
/// <param name="countIncludePad">True divides by padding too.</param>
/// <param name="divisorOverride">Divides whatever was counted.</param>
public sealed class AveragePool3d(PerAxis kernelSize, PerAxis stride = default, PerAxis padding = default,
    bool ceilMode = false, bool countIncludePad = true, int? divisorOverride = null) : Layer
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.AveragePool3d(kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride);
}
