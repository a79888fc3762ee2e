namespace Cajal;

/// <summary>The windows that slide along one axis: window o begins at o · stride − padding and holds every dilation-th of its
/// numbers.</summary>
/// <param name="In">Numbers along the axis.</param>
/// <param name="Out">Windows along the axis.</param>
/// <param name="Kernel">Numbers in a window; 0 where the windows share the axis among themselves (adaptive pooling).</param>
/// <param name="Stride">Distance from window to window.</param>
/// <param name="Padding">Places before the first number and after the last.</param>
/// <param name="Dilation">Distance of a window's numbers.</param>
public readonly record struct PoolAxis(int In, int Out, int Kernel, int Stride, int Padding, int Dilation)
{
    /// <summary>An axis that is not there.</summary>
    public static PoolAxis None { get; } = new(1, 1, 1, 1, 0, 1);

    /// <summary>True where the windows share the axis: window o holds ⌊o·in/out⌋ to ⌈(o + 1)·in/out⌉.</summary>
    public bool IsAdaptive => Kernel == 0;

    /// <summary>The axis shared by a number of windows.</summary>
    public static PoolAxis Shared(int size, int windows) => new(size, windows, 0, 1, 0, 1);

    /// <summary>Windows of a size that slide over an axis; ceil mode adds a last one that hangs over the end, as long as it begins before
    /// it.</summary>
    /// <returns>Null when not one window fits.</returns>
    public static PoolAxis? Sliding(int size, int kernel, int stride, int padding, int dilation, bool ceilMode)
    {
        long reach = size + 2L * padding - (long)dilation * (kernel - 1) - 1;
        if (reach < 0) return null;
        long windows = (ceilMode ? (reach + stride - 1) / stride : reach / stride) + 1;
        if (ceilMode && (windows - 1) * stride >= size + (long)padding) windows--;
        return windows < 1 ? null : new PoolAxis(size, (int)windows, kernel, stride, padding, dilation);
    }

    /// <summary>The first number of a window that lies on the axis, and the end of those: first, first + dilation, … below end.</summary>
    internal (int First, int End) Of(int window)
    {
        if (IsAdaptive) return ((int)((long)window * In / Out), (int)(((window + 1L) * In + Out - 1) / Out));
        int first = window * Stride - Padding, end = first + (Kernel - 1) * Dilation + 1;
        // Numbers before the axis are left out in steps of the dilation.
        if (first < 0) first += (-first + Dilation - 1) / Dilation * Dilation;
        return (first, Math.Min(end, In));
    }

    /// <summary>Numbers an average divides by: those of the window on the axis, or with padding all up to its end.</summary>
    internal int Counted(int window, bool countPadding)
    {
        var (first, end) = Of(window);
        if (IsAdaptive || !countPadding) return Math.Max(0, (end - first + Dilation - 1) / Dilation);
        int start = window * Stride - Padding;
        return Math.Min(Kernel, (In + Padding - start + Dilation - 1) / Dilation);
    }
}
