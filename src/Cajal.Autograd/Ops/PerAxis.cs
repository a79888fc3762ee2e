namespace Cajal;

/// <summary>A whole number for each spatial axis: <c>2</c> for all alike, or <c>(1, 2)</c>, <c>[1, 2, 1]</c> one by one.</summary>
public readonly record struct PerAxis
{
    private readonly int count, first, second, third;

    private PerAxis(int count, int first, int second = 0, int third = 0) =>
        (this.count, this.first, this.second, this.third) = (count, first, second, third);

    /// <summary>The same for all axes.</summary>
    public static implicit operator PerAxis(int all) => new(1, all);

    /// <summary>For height and width.</summary>
    public static implicit operator PerAxis((int Height, int Width) sizes) => new(2, sizes.Height, sizes.Width);

    /// <summary>For depth, height and width.</summary>
    public static implicit operator PerAxis((int Depth, int Height, int Width) sizes) => new(3, sizes.Depth, sizes.Height, sizes.Width);

    /// <summary>One by one, one to three of them.</summary>
    /// <exception cref="ArgumentException">None, or more than three.</exception>
    public static implicit operator PerAxis(int[] sizes) => sizes.Length is >= 1 and <= 3
        ? new(sizes.Length, sizes[0], sizes.ElementAtOrDefault(1), sizes.ElementAtOrDefault(2))
        : throw new ArgumentException($"One to three numbers are needed, one for each spatial axis; received {sizes.Length}.");

    /// <summary>Nothing said: the usual number is meant.</summary>
    public bool IsUnset => count == 0;

    /// <summary>The numbers along the last axes; axes before them get <paramref name="other"/>.</summary>
    /// <exception cref="ArgumentException">Another number of axes, or a number that is too small.</exception>
    internal Extent3 Over(int axes, int usual, int other, int least, string operation, string what)
    {
        if (count > 1 && count != axes)
            throw new ArgumentException($"{operation} moves along {axes} axes; its {what} names {count}. Give one number, or one for each axis.");
        if (count > 0 && Math.Min(first, Math.Min(count > 1 ? second : first, count > 2 ? third : first)) < least)
            throw new ArgumentException($"{operation} needs a {what} of at least {least}; received {this}.");
        if (count <= 1)
        {
            int each = count == 0 ? usual : first;
            return new(axes > 2 ? each : other, axes > 1 ? each : other, each);
        }
        return count == 2 ? new(other, first, second) : new(first, second, third);
    }

    /// <summary>For example <c>2</c> or <c>(1, 2)</c>.</summary>
    public override string ToString() => count switch
    {
        0 => "the usual",
        1 => FormattableString.Invariant($"{first}"),
        2 => FormattableString.Invariant($"({first}, {second})"),
        _ => FormattableString.Invariant($"({first}, {second}, {third})"),
    };
}

/// <summary>Zeros around a picture: <c>1</c> on all sides, <c>(0, 2)</c> by axis, or <see cref="Same"/>.</summary>
public readonly record struct Padding
{
    private readonly PerAxis sizes;
    private readonly bool same;

    private Padding(PerAxis sizes, bool same) => (this.sizes, this.same) = (sizes, same);

    /// <summary>As many zeros as keep the picture's size, with a stride of 1; an odd number has the extra one at the end.</summary>
    public static Padding Same => new(default, true);

    /// <summary>None.</summary>
    public static Padding Valid => default;

    /// <summary>The same on all sides.</summary>
    public static implicit operator Padding(int all) => new(all, false);

    /// <summary>On both sides of height and of width.</summary>
    public static implicit operator Padding((int Height, int Width) sizes) => new(sizes, false);

    /// <summary>On both sides of depth, height and width.</summary>
    public static implicit operator Padding((int Depth, int Height, int Width) sizes) => new(sizes, false);

    /// <summary>One by one.</summary>
    public static implicit operator Padding(PerAxis sizes) => new(sizes, false);

    /// <summary>One by one.</summary>
    public static implicit operator Padding(int[] sizes) => new(sizes, false);

    /// <summary>Zeros before and after each axis.</summary>
    /// <exception cref="ArgumentException">A negative number, or <see cref="Same"/> with another stride than 1.</exception>
    internal (Extent3 Before, Extent3 After) Over(int axes, Extent3 kernel, Extent3 stride, Extent3 dilation, string operation)
    {
        if (!same)
        {
            var all = sizes.Over(axes, 0, 0, 0, operation, "padding");
            return (all, all);
        }
        if (stride != Extent3.One)
            throw new ArgumentException($"{operation} keeps the picture's size (padding Same) only with a stride of 1; give the padding as numbers.");
        Extent3 before = default, after = default;
        for (int axis = 0; axis < 3; axis++)
        {
            int total = dilation[axis] * (kernel[axis] - 1);
            (before, after) = (before.With(axis, total / 2), after.With(axis, total - total / 2));
        }
        return (before, after);
    }

    /// <summary>For example <c>1</c> or <c>same</c>.</summary>
    public override string ToString() => same ? "same" : sizes.IsUnset ? "0" : sizes.ToString();
}
