using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cajal;

/// <summary>Walks the elements of a view in row-major order.</summary>
internal static class Strided
{
    /// <summary>Copies a view into a dense row; <paramref name="origin"/> is the view's first element.</summary>
    public static void Copy<T>(ref T origin, in Layout layout, Span<T> target) where T : unmanaged
    {
        int row = RowOf(layout, out int step);
        if (step != 1 && layout.Shape.Rank >= 2 && layout.Strides[-2] == 1)
        {
            CopyTransposed(ref origin, layout, target);
            return;
        }
        nint place = 0;
        Span<int> index = stackalloc int[Shape.MaxRank];
        index.Clear();
        for (int done = 0; done < target.Length; done += row, place += Next(layout, index, layout.Shape.Rank - 2))
        {
            ref T first = ref Unsafe.Add(ref origin, place);
            if (step == 1) MemoryMarshal.CreateReadOnlySpan(ref first, row).CopyTo(target[done..]);
            else
                for (int i = 0; i < row; i++) target[done + i] = Unsafe.Add(ref first, (nint)i * step);
        }
    }

    // The last two axes of a transposed matrix, block by block in registers.
    private static unsafe void CopyTransposed<T>(ref T origin, in Layout layout, Span<T> target) where T : unmanaged
    {
        int rows = layout.Shape[-2], columns = layout.Shape[-1];
        nint place = 0;
        Span<int> index = stackalloc int[Shape.MaxRank];
        index.Clear();
        fixed (T* from = &origin, to = target)
            for (int done = 0; done < target.Length; done += rows * columns, place += Next(layout, index, layout.Shape.Rank - 3))
                Packing.Strip(from + place, layout.Strides[-1], 1, columns, rows, to + done, columns);
    }

    /// <summary>Writes a dense row into the elements of a view.</summary>
    public static void Scatter<T>(ReadOnlySpan<T> source, ref T origin, in Layout layout) where T : unmanaged
    {
        int row = RowOf(layout, out int step);
        nint place = 0;
        Span<int> index = stackalloc int[Shape.MaxRank];
        index.Clear();
        for (int done = 0; done < source.Length; done += row, place += Next(layout, index, layout.Shape.Rank - 2))
            for (int i = 0; i < row; i++) Unsafe.Add(ref origin, place + (nint)i * step) = source[done + i];
    }

    private static int RowOf(in Layout layout, out int step)
    {
        step = layout.Shape.Rank == 0 ? 0 : layout.Strides[-1];
        return layout.Shape.Rank == 0 ? 1 : layout.Shape[-1];
    }

    // Moves the index of the axes up to `last` forward by one and returns how far that is in elements.
    private static nint Next(in Layout layout, Span<int> index, int last)
    {
        nint distance = 0;
        for (int axis = last; axis >= 0; axis--)
        {
            distance += layout.Strides[axis];
            if (++index[axis] < layout.Shape[axis]) break;
            distance -= (nint)layout.Strides[axis] * layout.Shape[axis];
            index[axis] = 0;
        }
        return distance;
    }
}
