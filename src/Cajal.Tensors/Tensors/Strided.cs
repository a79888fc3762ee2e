using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Walks the elements of a view in row-major order.</summary>
internal static class Strided
{
    /// <summary>Copies a view into a dense row; <paramref name="origin"/> is the view's first element.</summary>
    public static void Copy<T>(ref T origin, in Layout layout, Span<T> target) where T : unmanaged
    {
        if (target.Length == 0) return;
        if (layout.Shape.Rank == 0)
        {
            target[0] = origin;
            return;
        }
        var sizes = layout.Shape.AsSpan();
        var strides = layout.Strides.AsSpan();
        int last = sizes.Length - 1, row = sizes[last], step = strides[last];
        Span<int> index = stackalloc int[last];
        index.Clear();
        nint place = 0;
        for (int written = 0; written < target.Length; written += row)
        {
            for (int i = 0; i < row; i++) target[written + i] = Unsafe.Add(ref origin, place + (nint)i * step);
            for (int axis = last - 1; axis >= 0; axis--)
            {
                place += strides[axis];
                if (++index[axis] < sizes[axis]) break;
                place -= (nint)strides[axis] * sizes[axis];
                index[axis] = 0;
            }
        }
    }
}
