namespace Cajal;

/// <summary>Where the elements of a tensor lie in its storage: element (i, j, …) is number <c>offset + i·stride₀ + j·stride₁ + …</c>.
/// Views are new layouts over the same storage; all arithmetic of views is here.</summary>
public readonly struct Layout : IEquatable<Layout>
{
    private Layout(Shape shape, Shape strides, int offset)
    {
        Shape = shape;
        Strides = strides;
        Offset = offset;
    }

    /// <summary>A dense row-major layout: the last axis lies side by side.</summary>
    public Layout(Shape shape)
    {
        Span<int> strides = stackalloc int[shape.Rank];
        int step = 1;
        for (int i = shape.Rank - 1; i >= 0; i--)
        {
            strides[i] = step;
            step *= Math.Max(1, shape[i]);
        }
        Shape = shape;
        Strides = Shape.Unchecked(strides);
    }

    /// <summary>Any steps, for memory that somebody else has laid out.</summary>
    internal static Layout Of(Shape shape, ReadOnlySpan<int> strides) => new(shape, Shape.Unchecked(strides), 0);

    /// <summary>Sizes along the axes.</summary>
    public Shape Shape { get; }

    /// <summary>Steps in elements from one index to the next, one per axis; 0 repeats an element.</summary>
    public Shape Strides { get; }

    /// <summary>Number of the first element in the storage.</summary>
    public int Offset { get; }

    /// <summary>True when the elements lie side by side in row-major order (axes of size 1 may have any stride).</summary>
    public bool IsContiguous
    {
        get
        {
            var sizes = Shape.AsSpan();
            var strides = Strides.AsSpan();
            int step = 1;
            for (int i = sizes.Length - 1; i >= 0; i--)
            {
                if (sizes[i] == 1) continue;
                if (sizes[i] == 0) return true;
                if (strides[i] != step) return false;
                step *= sizes[i];
            }
            return true;
        }
    }

    /// <summary>Axes in another order: axis i of the result is axis <c>axes[i]</c> of this.</summary>
    /// <exception cref="ShapeException"><paramref name="axes"/> does not name each axis once.</exception>
    public Layout Permute(ReadOnlySpan<int> axes)
    {
        if (axes.Length != Shape.Rank)
            throw new ShapeException("Permute", $"{Shape.Rank} axes for {Shape}", $"{axes.Length}");
        Span<int> sizes = stackalloc int[axes.Length], strides = stackalloc int[axes.Length];
        int seen = 0;
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = Shape.Axis(axes[i], "Permute");
            if ((seen >> axis & 1) == 1) throw new ShapeException("Permute", $"each axis of {Shape} once", $"axis {axis} twice");
            seen |= 1 << axis;
            sizes[i] = Shape[axis];
            strides[i] = Strides[axis];
        }
        return new Layout(Shape.Unchecked(sizes), Shape.Unchecked(strides), Offset);
    }

    /// <summary>Elements <c>start, start+step, …</c> below <paramref name="end"/> of one axis.</summary>
    /// <exception cref="ShapeException">The range leaves the axis, or the step is below 1.</exception>
    public Layout Slice(int axis, int start, int end, int step = 1)
    {
        axis = Shape.Axis(axis, "Slice");
        int size = Shape[axis];
        if (step < 1) throw new ShapeException("Slice", "a step of at least 1", $"{step}");
        if (start < 0 || end > size || start > end)
            throw new ShapeException("Slice", $"a range within the {size} elements of axis {axis} of {Shape}", $"{start}..{end}");
        Span<int> strides = stackalloc int[Shape.Rank];
        Strides.AsSpan().CopyTo(strides);
        int count = (int)(((long)end - start + step - 1) / step);
        // A step that leaves the axis at once moves nothing, and its product with the stride need not fit a number.
        if (count > 1) strides[axis] *= step;
        return new Layout(Shape.With(axis, count), Shape.Unchecked(strides), Offset + start * Strides[axis]);
    }

    /// <summary>Repeats axes of size 1 (and adds leading axes) until the shape is reached, with stride 0: nothing is copied.</summary>
    /// <exception cref="ShapeException">A size differs and is not 1.</exception>
    public Layout Expand(Shape shape)
    {
        int lead = shape.Rank - Shape.Rank;
        Span<int> strides = stackalloc int[shape.Rank];
        for (int i = 0; i < shape.Rank; i++)
        {
            int size = i < lead ? 1 : lead < 0 ? -1 : Shape[i - lead];
            if (lead < 0 || (size != shape[i] && size != 1)) throw new ShapeException("Expand", $"a shape that stretches to {shape}", Shape);
            strides[i] = size == 1 ? 0 : Strides[i - lead];
        }
        return new Layout(shape, Shape.Unchecked(strides), Offset);
    }

    /// <summary>The same elements in the same order under another shape, when no copy is needed for it.</summary>
    public bool TryReshape(Shape shape, out Layout result)
    {
        result = default;
        if (shape.Count != Shape.Count) return false;
        Span<int> strides = stackalloc int[shape.Rank];
        if (shape.Count == 0 || IsContiguous)
        {
            result = new Layout(shape, new Layout(shape).Strides, Offset);
            return true;
        }
        // Old axes are joined into runs that lie evenly; each run must be cut by whole new axes.
        int oldAxis = Shape.Rank - 1, newAxis = shape.Rank - 1;
        while (oldAxis >= 0)
        {
            int stride = Strides[oldAxis], run = Shape[oldAxis];
            for (; oldAxis > 0 && (Shape[oldAxis - 1] == 1 || Strides[oldAxis - 1] == stride * run); oldAxis--)
                run *= Shape[oldAxis - 1];
            oldAxis--;
            int step = 1;
            while (newAxis >= 0 && (step < run || shape[newAxis] == 1))
            {
                strides[newAxis] = stride * step;
                step *= shape[newAxis--];
            }
            if (step != run) return false;
        }
        result = new Layout(shape, Shape.Unchecked(strides), Offset);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Layout other) => Shape == other.Shape && Strides == other.Strides && Offset == other.Offset;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Layout other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Shape, Strides, Offset);

    /// <summary>True when both place their elements alike.</summary>
    public static bool operator ==(Layout left, Layout right) => left.Equals(right);

    /// <summary>True when shape, strides or offset differ.</summary>
    public static bool operator !=(Layout left, Layout right) => !left.Equals(right);
}
