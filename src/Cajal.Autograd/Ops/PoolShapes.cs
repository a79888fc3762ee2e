namespace Cajal;

/// <summary>From the arguments of a pooling and the tensor it is given to its windows.</summary>
internal static class PoolShapes
{
    /// <summary>Windows of one size that slide over the last axes.</summary>
    public static PoolWindow Sliding(string place, Tensor x, int axes, PerAxis kernelSize, PerAxis stride, PerAxis padding,
        PerAxis dilation, bool ceilMode)
    {
        Require(place, x, axes);
        int[] kernel = kernelSize.For(axes, default, 1, "kernelSize"), step = stride.For(axes, kernelSize, 1, "stride");
        int[] pad = padding.For(axes, 0, 0, "padding"), apart = dilation.For(axes, 1, 1, "dilation");
        Span<PoolAxis> windows = stackalloc PoolAxis[axes];
        for (int i = 0; i < axes; i++)
        {
            if (pad[i] > kernel[i] / 2)
                throw new ArgumentException($"The padding is at most half the kernel size {kernelSize}; received {padding}.",
                    nameof(padding));
            windows[i] = PoolAxis.Sliding(x.Shape[i - axes], kernel[i], step[i], pad[i], apart[i], ceilMode)
                ?? throw new ShapeException(place, $"axes of at least {apart[i] * (kernel[i] - 1) + 1 - 2 * pad[i]} numbers for windows of {kernelSize}" +
                    $"{(padding.IsEmpty ? "" : $" with a padding of {padding}")}{(dilation.IsEmpty ? "" : $" and a dilation of {dilation}")}", x.Shape);
            if (apart[i] > 1 && IsSomewhereEmpty(windows[i]))
                throw new ShapeException(place, $"windows with a number of the axis in each; a dilation of {dilation} steps over them",
                    x.Shape);
        }
        return PoolWindow.Of(windows);
    }

    /// <summary>A given number of windows that share each of the last axes.</summary>
    public static PoolWindow Shared(string place, Tensor x, int axes, PerAxis outputSize)
    {
        Require(place, x, axes);
        int[] outputs = outputSize.For(axes, default, 1, "outputSize");
        Span<PoolAxis> windows = stackalloc PoolAxis[axes];
        for (int i = 0; i < axes; i++) windows[i] = PoolAxis.Shared(x.Shape[i - axes], outputs[i]);
        return PoolWindow.Of(windows);
    }

    private static void Require(string place, Tensor x, int axes)
    {
        string names = axes switch { 1 => "L", 2 => "H, W", _ => "D, H, W" };
        if (x.Rank != axes + 1 && x.Rank != axes + 2) throw new ShapeException(place, $"[N, C, {names}] or [C, {names}]", x.Shape);
        for (int i = 1; i <= axes; i++)
            if (x.Shape[-i] == 0) throw new ShapeException(place, $"at least one number on each of the axes {names}", x.Shape);
    }

    private static bool IsSomewhereEmpty(PoolAxis axis)
    {
        for (int o = 0; o < axis.Out; o++)
            if (axis.Of(o) is var (first, end) && first >= end) return true;
        return false;
    }
}
