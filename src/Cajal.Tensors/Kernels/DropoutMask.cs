namespace Cajal;

/// <summary>Random masks. Number i of a mask depends on key and counter + i alone, so any thread can draw any part.</summary>
internal static unsafe class DropoutMask
{
    /// <summary>maskᵢ = 1/keep with probability keep, else 0; a long one on several threads.</summary>
    public static void Fill(ulong key, ulong counter, double keep, Span<float> mask) =>
        RandomFill.Fill(key, counter, mask, new MaskSingleDraw((float)keep, (float)(1 / keep)));

    /// <summary>The same in Float64.</summary>
    public static void Fill(ulong key, ulong counter, double keep, Span<double> mask) =>
        RandomFill.Fill(key, counter, mask, new MaskDoubleDraw(keep, 1 / keep));

    /// <summary>Part of a mask: the numbers at counter, counter + 1, ...</summary>
    public static void Draw<T>(ulong key, ulong counter, double keep, T* mask, int count) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) Draws.Fill(key, counter, new Span<float>(mask, count), new MaskSingleDraw((float)keep, (float)(1 / keep)));
        else Draws.Fill(key, counter, new Span<double>(mask, count), new MaskDoubleDraw(keep, 1 / keep));
    }
}
