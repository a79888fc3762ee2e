namespace Cajal;

/// <summary>How a kernel moves over its input.</summary>
/// <param name="Stride">Steps from one result to the next, at least 1.</param>
/// <param name="Before">Zeros thought before the first element, at least 0.</param>
/// <param name="After">Zeros thought after the last element, at least 0.</param>
/// <param name="Dilation">Steps from one element of the kernel to the next, at least 1.</param>
/// <param name="Groups">Channels are cut into so many groups that do not see one another.</param>
public readonly record struct ConvolutionWindow(Extent3 Stride, Extent3 Before, Extent3 After, Extent3 Dilation, int Groups)
{
    /// <summary>Results along one axis: ⌊(size + before + after − dilation·(kernel − 1) − 1)/stride⌋ + 1; below 1 when the kernel does not fit.</summary>
    public int Results(int axis, int size, int kernel)
    {
        long room = (long)size + Before[axis] + After[axis] - (long)Dilation[axis] * (kernel - 1) - 1;
        return room < 0 ? 0 : (int)(room / Stride[axis] + 1);
    }

    /// <summary>Results along all axes.</summary>
    public Extent3 Results(Extent3 size, Extent3 kernel) =>
        new(Results(0, size.Depth, kernel.Depth), Results(1, size.Height, kernel.Height), Results(2, size.Width, kernel.Width));
}
