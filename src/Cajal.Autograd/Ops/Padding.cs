using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Zeros around a picture: <c>1</c> on all sides, <c>[0, 2]</c> by axis, or <see cref="Same"/>.</summary>
[CollectionBuilder(typeof(Padding), nameof(Of))]
public readonly record struct Padding
{
    private readonly PerAxis sizes;
    private readonly bool same;

    private Padding(PerAxis sizes, bool same) => (this.sizes, this.same) = (sizes, same);

    /// <summary>As many zeros as keep the picture's size, with a stride of 1; an odd number has the extra one at the end.</summary>
    public static Padding Same => new(default, true);

    /// <summary>None.</summary>
    public static Padding Valid => default;

    /// <summary>One number for each axis.</summary>
    /// <exception cref="ArgumentException">A negative number.</exception>
    public static Padding Of(ReadOnlySpan<int> sizes) => new(PerAxis.Of(sizes), false);

    /// <summary>The same on all sides.</summary>
    public static implicit operator Padding(int all) => new(all, false);

    /// <summary>One by one.</summary>
    public static implicit operator Padding(PerAxis sizes) => new(sizes, false);

    /// <summary>Zeros before and after each axis.</summary>
    /// <exception cref="ArgumentException">Another count of numbers, or <see cref="Same"/> with another stride than 1.</exception>
    internal (Extent3 Before, Extent3 After) Over(int axes, Extent3 kernel, Extent3 stride, Extent3 dilation)
    {
        if (!same)
        {
            var all = Extents.Of(sizes, axes, 0, 0, 0, "padding");
            return (all, all);
        }
        if (stride != Extent3.One) throw new ArgumentException("A picture keeps its size (padding Same) only with a stride of 1; give the padding as numbers.");
        Extent3 before = default, after = default;
        for (int axis = 0; axis < 3; axis++)
        {
            int total = dilation[axis] * (kernel[axis] - 1);
            (before, after) = (before.With(axis, total / 2), after.With(axis, total - total / 2));
        }
        return (before, after);
    }

    /// <summary>The numbers that were said.</summary>
    public IEnumerator<int> GetEnumerator() => sizes.GetEnumerator();

    /// <summary>For example <c>1</c> or <c>same</c>.</summary>
    public override string ToString() => same ? "same" : sizes.IsEmpty ? "0" : sizes.ToString();
}

/// <summary>Numbers by axis as numbers along depth, height and width.</summary>
internal static class Extents
{
    /// <summary>The numbers along the last axes; axes before them get <paramref name="other"/>.</summary>
    public static Extent3 Of(PerAxis numbers, int axes, int usual, int other, int least, string what)
    {
        int[] each = numbers.For(axes, usual, least, what);
        return new(axes > 2 ? each[^3] : other, axes > 1 ? each[^2] : other, each[^1]);
    }
}
