using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Walks the elements of a view in row-major order.</summary>
internal static class Strided
{
    /// <summary>Copies a view into a dense row; <paramref name="origin"/> is the view's first element.</summary>
    public static void Copy<T>(ref T origin, in Layout layout, Span<T> target) where T : unmanaged
    {
        int row = RowOf(layout, out int step);
        nint place = 0;
        Span<int> index = stackalloc int[Shape.MaxRank];
        index.Clear();
        for (int done = 0; done < target.Length; done += row, place += Next(layout, index))
            for (int i = 0; i < row; i++) target[done + i] = Unsafe.Add(ref origin, place + (nint)i * step);
    }

    /// <summary>Writes a dense row into the elements of a view.</summary>
    public static void Scatter<T>(ReadOnlySpan<T> source, ref T origin, in Layout layout) where T : unmanaged
    {
        int row = RowOf(layout, out int step);
        nint place = 0;
        Span<int> index = stackalloc int[Shape.MaxRank];
        index.Clear();
        for (int done = 0; done < source.Length; done += row, place += Next(layout, index))
            for (int i = 0; i < row; i++) Unsafe.Add(ref origin, place + (nint)i * step) = source[done + i];
    }

    private static int RowOf(in Layout layout, out int step)
    {
        step = layout.Shape.Rank == 0 ? 0 : layout.Strides[-1];
        return layout.Shape.Rank == 0 ? 1 : layout.Shape[-1];
    }

    // Moves the index to the next row and returns how far that is in elements.
    private static nint Next(in Layout layout, Span<int> index)
    {
        nint distance = 0;
        for (int axis = layout.Shape.Rank - 2; axis >= 0; axis--)
        {
            distance += layout.Strides[axis];
            if (++index[axis] < layout.Shape[axis]) break;
            distance -= (nint)layout.Strides[axis] * layout.Shape[axis];
            index[axis] = 0;
        }
        return distance;
    }
}
