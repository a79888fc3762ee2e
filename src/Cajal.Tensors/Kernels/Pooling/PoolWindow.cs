namespace Cajal;

/// <summary>The windows of a pooling over the last axes of a tensor; a plane is what one channel of one example holds. 1-D and 2-D are
/// 3-D with
/// axes that are not there.</summary>
/// <param name="Axes">Number of pooled axes, 1 to 3.</param>
/// <param name="Depth">Windows along the third axis from the end.</param>
/// <param name="Height">Windows along the second axis from the end.</param>
/// <param name="Width">Windows along the last axis.</param>
public readonly record struct PoolWindow(int Axes, PoolAxis Depth, PoolAxis Height, PoolAxis Width)
{
    /// <summary>Numbers in a plane.</summary>
    public int InCount => Depth.In * Height.In * Width.In;

    /// <summary>Windows of a plane.</summary>
    public int OutCount => Depth.Out * Height.Out * Width.Out;

    /// <summary>The axes from the outside in, with 1, 2 or 3 of them.</summary>
    public static PoolWindow Of(ReadOnlySpan<PoolAxis> axes) =>
        new(axes.Length, axes.Length > 2 ? axes[^3] : PoolAxis.None, axes.Length > 1 ? axes[^2] : PoolAxis.None, axes[^1]);

    /// <summary>The shape after pooling: the last axes hold windows.</summary>
    public Shape After(Shape shape)
    {
        shape = shape.With(-1, Width.Out);
        if (Axes > 1) shape = shape.With(-2, Height.Out);
        return Axes > 2 ? shape.With(-3, Depth.Out) : shape;
    }

    /// <summary>Windows of 2 (by 2) side by side, for which there are kernels of their own.</summary>
    internal bool IsPairs => Depth == PoolAxis.None with { In = Depth.In, Out = Depth.Out } && IsPair(Width) && IsPair(Height);

    private static bool IsPair(PoolAxis axis) => axis is { Kernel: 2, Stride: 2, Padding: 0, Dilation: 1 } && axis.Out == axis.In / 2;
}
