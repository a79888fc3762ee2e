using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Moves elements between a view and a dense row that holds them in row-major order; much at a time on several threads.</summary>
internal static unsafe class Strided
{
    /// <summary>Copies a view into a dense row; <paramref name="origin"/> is the view's first element.</summary>
    public static void Copy<T>(ref T origin, in Layout layout, Span<T> target) where T : unmanaged
    {
        if (target.Length == 0) return;
        fixed (T* view = &origin, dense = target) Run(new StridedMove<T>(layout, view, dense, intoView: false));
    }

    /// <summary>Writes a dense row into the elements of a view.</summary>
    public static void Scatter<T>(ReadOnlySpan<T> source, ref T origin, in Layout layout) where T : unmanaged
    {
        if (source.Length == 0) return;
        fixed (T* view = &origin, dense = source) Run(new StridedMove<T>(layout, view, dense, intoView: true));
    }

    private static void Run<T>(StridedMove<T> move) where T : unmanaged => Workers.For(move.Chunks, ref move);
}

/// <summary>One move between a view and a dense row, cut into chunks by the layout alone.</summary>
/// <remarks>Axes that lie evenly are joined. Then the innermost axis lies side by side in the view too and rows are copied; or another axis does, and the two
/// make a plane that is transposed in registers; or elements go one by one.</remarks>
internal unsafe struct StridedMove<T> : IChunkBody where T : unmanaged
{
    private readonly T* view, dense;
    private readonly bool intoView;

    // From the innermost axis outwards: sizes, and steps in the view. The dense row has the steps that the sizes give.
    private readonly Axes sizes, steps;
    private readonly int rank;

    // The axis beside the innermost one that makes a plane, 0 for none; how many planes or rows, and their rows in a chunk.
    private readonly int plane, items, itemsAtOnce, piece, pieces;

    public StridedMove(in Layout layout, T* view, T* dense, bool intoView)
    {
        this.view = view;
        this.dense = dense;
        this.intoView = intoView;
        for (int axis = layout.Shape.Rank - 1; axis >= 0; axis--)
        {
            int size = layout.Shape[axis], step = layout.Strides[axis];
            if (size == 1) continue;
            if (rank > 0 && step == steps[rank - 1] * sizes[rank - 1])
            {
                sizes[rank - 1] *= size;
                continue;
            }
            (sizes[rank], steps[rank]) = (size, step);
            rank++;
        }
        if (rank == 0) (sizes[0], steps[0], rank) = (1, 1, 1);
        for (int axis = 1; axis < rank && steps[0] != 1; axis++)
            if (steps[axis] == 1) plane = axis;
        items = 1;
        for (int axis = 1; axis < rank; axis++)
            if (axis != plane) items *= sizes[axis];
        int rows = plane == 0 ? 1 : sizes[plane], item = rows * sizes[0];
        itemsAtOnce = Math.Max(1, Elementwise.Chunk / item);
        // A large plane is cut, in whole squares of registers.
        piece = itemsAtOnce > 1 ? rows : Math.Min(rows, Math.Max(1, Elementwise.Chunk / sizes[0] / 16) * 16);
        pieces = (rows - 1) / piece + 1;
        if ((long)items * item <= 2 * Elementwise.Chunk) (itemsAtOnce, piece, pieces) = (items, rows, 1);
    }

    /// <summary>How many chunks there are.</summary>
    public readonly int Chunks => (items - 1) / itemsAtOnce * pieces + pieces;

    public readonly void Run(int chunk)
    {
        int group = Math.DivRem(chunk, pieces, out int part), first = group * itemsAtOnce, count = Math.Min(itemsAtOnce, items - first);
        Axes index = default;
        T* there = view, here = dense;
        int left = first, denseStep = sizes[0];
        for (int axis = 1; axis < rank; denseStep *= sizes[axis++])
        {
            if (axis == plane) continue;
            left = Math.DivRem(left, sizes[axis], out index[axis]);
            there += (nint)index[axis] * steps[axis];
            here += (nint)index[axis] * denseStep;
        }
        for (; count > 0; count--)
        {
            if (plane > 0) Plane(there, here, part * piece, Math.Min(piece, sizes[plane] - part * piece));
            else Row(there, here);
            denseStep = sizes[0];
            for (int axis = 1; axis < rank; denseStep *= sizes[axis++])
            {
                if (axis == plane) continue;
                there += steps[axis];
                here += denseStep;
                if (++index[axis] < sizes[axis]) break;
                there -= (nint)steps[axis] * sizes[axis];
                here -= (nint)denseStep * sizes[axis];
                index[axis] = 0;
            }
        }
    }

    private readonly void Plane(T* there, T* here, int from, int count)
    {
        nint pitch = 1;
        for (int axis = 0; axis < plane; axis++) pitch *= sizes[axis];
        there += from;
        here += from * pitch;
        if (intoView) Packing.Strip(here, pitch, 1, count, sizes[0], there, steps[0]);
        else Packing.Strip(there, steps[0], 1, sizes[0], count, here, pitch);
    }

    private readonly void Row(T* there, T* here)
    {
        int length = sizes[0];
        nint step = steps[0];
        if (step == 1)
        {
            if (intoView) new ReadOnlySpan<T>(here, length).CopyTo(new Span<T>(there, length));
            else new ReadOnlySpan<T>(there, length).CopyTo(new Span<T>(here, length));
        }
        else if (intoView) for (int i = 0; i < length; i++) there[i * step] = here[i];
        else if (step == 0) new Span<T>(here, length).Fill(*there);
        else for (int i = 0; i < length; i++) here[i] = there[i * step];
    }

    [InlineArray(Shape.MaxRank)]
    private struct Axes
    {
        private int first;
    }
}
