using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>What reductions share: their axes as a bit mask, the shapes they give, and how a tensor is laid out for them.</summary>
internal static class Reduction
{
    /// <summary>All axes of a tensor.</summary>
    public static int[] AllAxes(Tensor x) => [.. Enumerable.Range(0, x.Rank)];

    /// <summary>Axes as bits; each may be named once.</summary>
    public static int Mask(Shape shape, ReadOnlySpan<int> axes, [CallerMemberName] string operation = "")
    {
        int mask = 0;
        foreach (int axis in axes)
        {
            int bit = 1 << shape.Axis(axis, operation);
            if ((mask & bit) != 0) throw new ShapeException(operation, $"each axis of {shape} once", $"axis {axis} twice");
            mask |= bit;
        }
        return mask;
    }

    /// <summary>The shape with the reduced axes at size 1.</summary>
    public static Shape KeptShape(Shape shape, int mask)
    {
        for (int i = 0; i < shape.Rank; i++)
            if ((mask >> i & 1) == 1) shape = shape.With(i, 1);
        return shape;
    }

    /// <summary>The shape without the reduced axes.</summary>
    public static Shape DroppedShape(Shape shape, int mask)
    {
        for (int i = shape.Rank - 1; i >= 0; i--)
            if ((mask >> i & 1) == 1) shape = shape.Without(i);
        return shape;
    }

    /// <summary>Number of elements that go into one result.</summary>
    public static int Length(Shape shape, int mask)
    {
        int length = 1;
        for (int i = 0; i < shape.Rank; i++)
            if ((mask >> i & 1) == 1) length *= shape[i];
        return length;
    }

    /// <summary>The element type, which must be a number.</summary>
    public static DType Numeric(Op op, Tensor x) => x.DType != DType.Bool ? x.DType : throw new InvalidOperationException(
        $"{op.Name} computes with numbers; received Bool {x.Shape}. Convert with To(DType.Int64) to count.");

    /// <summary>Throws unless the tensor holds floating-point numbers.</summary>
    public static void RequireFloat(string name, Tensor x)
    {
        if (!x.DType.IsFloat())
            throw new InvalidOperationException($"{name} needs floating-point numbers; received {x.DType} {x.Shape}. Convert with To(DType.Float32).");
    }

    /// <summary>The masked axes moved to the end and joined into one: [a, b, c], axes {0, 2} → [b, a·c]; without axes, rows of one.</summary>
    public static Tensor Rows(Tensor x, int mask)
    {
        if (mask == 1 << (x.Rank - 1) && x.Rank > 0) return x;
        Span<int> order = stackalloc int[x.Rank];
        ReducedLast(x, mask, order);
        var shape = DroppedShape(x.Shape, mask).Insert(-1, Length(x.Shape, mask));
        return (x.Rank > 1 ? x.Permute(order) : x).Reshape(shape);
    }

    /// <summary>The tensor's layout with the reduced axes moved to the end: rows to be reduced, side by side once made dense.</summary>
    public static Layout RowsLast(Tensor x, int mask)
    {
        Span<int> order = stackalloc int[x.Rank];
        ReducedLast(x, mask, order);
        return x.Layout.Permute(order);
    }

    /// <summary>Σ over the masked axes; leading axes are added row by row, all others as rows. The way follows from the shape alone, so that a view gives
    /// the same bits as a tensor whose elements lie side by side.</summary>
    public static void Sum<T>(Tensor x, int mask, Tensor y) where T : unmanaged, INumber<T>
    {
        int length = Length(x.Shape, mask), results = y.Count;
        bool leading = IsLeading(x.Shape, mask);
        using var dense = leading ? new Dense<T>(x) : new Dense<T>(x, RowsLast(x, mask));
        if (leading) Reduce.SumColumns<T>(dense.Span, length, results, y.Span<T>());
        else Reduce.SumRows<T>(dense.Span, results, length, y.Span<T>());
    }

    private static void ReducedLast(Tensor x, int mask, Span<int> order)
    {
        int next = 0;
        for (int reduced = 0; reduced <= 1; reduced++)
            for (int i = 0; i < x.Rank; i++)
                if ((mask >> i & 1) == reduced) order[next++] = i;
    }

    /// <summary>True when the masked axes come first: then whole rows are added to one another.</summary>
    public static bool IsLeading(Shape shape, int mask)
    {
        bool ended = false;
        for (int i = 0; i < shape.Rank; i++)
        {
            bool reduced = (mask >> i & 1) == 1 || shape[i] == 1;
            if (reduced && ended && shape[i] != 1) return false;
            ended |= !reduced;
        }
        return true;
    }
}
