namespace Cajal.Onnx;

/// <summary>How a kernel moves over the axes: strides, dilations and padding out of a node's attributes, automatic padding worked out.</summary>
internal sealed class SlidingWindow
{
    public SlidingWindow(Call c, int[] sizes, int[] kernel)
    {
        int axes = sizes.Length;
        if (kernel.Length != axes) throw c.Wrong($"its kernel has {kernel.Length} axes, and the input has {axes} after the channels.");
        Kernel = kernel;
        Strides = Each(c, "strides", axes, 1);
        Dilations = Each(c, "dilations", axes, 1);
        int[] pads = c.Ints("pads") ?? new int[2 * axes];
        if (pads.Length != 2 * axes || pads.Any(p => p < 0)) throw c.Wrong($"'pads' has two numbers from 0 on for each of {axes} axes; received [{string.Join(", ", pads)}].");
        (Before, After) = (pads[..axes], pads[axes..]);
        string auto = c.Text("auto_pad", "NOTSET");
        if (auto is "NOTSET" or "VALID") return;
        for (int i = 0; i < axes; i++)
        {
            // As many results as strides fit: ⌈size / stride⌉.
            int results = (sizes[i] + Strides[i] - 1) / Strides[i];
            int total = Math.Max(0, (results - 1) * Strides[i] + (kernel[i] - 1) * Dilations[i] + 1 - sizes[i]);
            Before[i] = auto == "SAME_LOWER" ? total - total / 2 : total / 2;
            After[i] = total - Before[i];
        }
    }

    public int[] Kernel { get; }

    public int[] Strides { get; }

    public int[] Dilations { get; }

    public int[] Before { get; }

    public int[] After { get; }

    private static int[] Each(Call c, string name, int axes, int usual)
    {
        int[] numbers = c.Ints(name) ?? [.. Enumerable.Repeat(usual, axes)];
        if (numbers.Length != axes || numbers.Any(n => n < 1)) throw c.Wrong($"'{name}' has a number from 1 on for each of {axes} axes; received [{string.Join(", ", numbers)}].");
        return numbers;
    }
}
