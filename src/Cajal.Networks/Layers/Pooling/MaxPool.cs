namespace Cajal.Networks;

/// <summary>y = the largest number of each window along the last axis.      [N, C, L], or without N → the same axes, windows on the
/// last</summary>
/// <param name="kernelSize">Numbers in a window: one number for all axes, or one each.</param>
/// <param name="stride">Distance from window to window; the kernel size when left out.</param>
/// <param name="padding">Places before and after each axis, at most half the kernel size.</param>
/// <param name="dilation">Distance of a window's numbers.</param>
/// <param name="ceilMode">True adds a last window that hangs over the end.</param>
public sealed class MaxPool1d(PerAxis kernelSize, PerAxis stride = default, PerAxis padding = default,
    PerAxis dilation = default, bool ceilMode = false) : Layer
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.MaxPool1d(kernelSize, stride, padding, dilation, ceilMode);
}

/// <summary>y = the largest number of each window along the last two axes.      [N, C, H, W], or without N → the same axes, windows on
/// the last</summary>
/// <param name="kernelSize">Numbers in a window: one number for all axes, or one each.</param>
/// <param name="stride">Distance from window to window; the kernel size when left out.</param>
/// <param name="padding">Places before and after each axis, at most half the kernel size.</param>
/// <param name="dilation">Distance of a window's numbers.</param>
/// <param name="ceilMode">True adds a last window that hangs over the end.</param>
public sealed class MaxPool2d(PerAxis kernelSize, PerAxis stride = default, PerAxis padding = default,
    PerAxis dilation = default, bool ceilMode = false) : Layer
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.MaxPool2d(kernelSize, stride, padding, dilation, ceilMode);
}

/// <summary>y = the largest number of each window along the last three axes.      [N, C, D, H, W], or without N → the same axes, windows
/// on the last</summary>
/// <param name="kernelSize">Numbers in a window: one number for all axes, or one each.</param>
/// <param name="stride">Distance from window to window; the kernel size when left out.</param>
/// <param name="padding">Places before and after each axis, at most half the kernel size.</param>
/// <param name="dilation">Distance of a window's numbers.</param>
/// <param name="ceilMode">True adds a last window that hangs over the end.</param>
public sealed class MaxPool3d(PerAxis kernelSize, PerAxis stride = default, PerAxis padding = default,
    PerAxis dilation = default, bool ceilMode = false) : Layer
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.MaxPool3d(kernelSize, stride, padding, dilation, ceilMode);
}
