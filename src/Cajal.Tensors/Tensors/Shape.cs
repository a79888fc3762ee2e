using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Sizes of a tensor along its axes, at most eight: <c>Shape s = [64, 784];</c> A scalar has the shape <c>[]</c>.</summary>
[CollectionBuilder(typeof(Shape), nameof(Of))]
public readonly struct Shape : IEquatable<Shape>, IEnumerable<int>
{
    /// <summary>The largest number of axes.</summary>
    public const int MaxRank = 8;

    private readonly Numbers numbers;

    private Shape(ReadOnlySpan<int> sizes)
    {
        Rank = sizes.Length;
        sizes.CopyTo(numbers);
    }

    /// <summary>The empty shape <c>[]</c> of a scalar.</summary>
    public static Shape Scalar => default;

    /// <summary>Number of axes.</summary>
    public int Rank { get; }

    /// <summary>Number of elements: the product of all sizes, 1 for a scalar.</summary>
    public int Count
    {
        get
        {
            int count = 1;
            foreach (int size in AsSpan()) count *= size;
            return count;
        }
    }

    /// <summary>Size of one axis; negative axes count from the end, −1 is the last.</summary>
    /// <exception cref="ShapeException">No such axis.</exception>
    public int this[int axis] => numbers[Axis(axis, "Shape")];

    /// <summary>A shape of the given sizes.</summary>
    /// <exception cref="ArgumentException">More than eight axes, a negative size, or 2³¹ elements and more.</exception>
    public static Shape Of(params ReadOnlySpan<int> sizes)
    {
        if (sizes.Length > MaxRank)
            throw new ArgumentException($"A shape has at most {MaxRank} axes; received {sizes.Length}. Join some axes first.");
        long count = 1;
        foreach (int size in sizes)
        {
            if (size < 0) throw new ArgumentException($"A size cannot be negative; received {new Shape(sizes)}.");
            count *= size;
            if (count > int.MaxValue)
                throw new ArgumentException($"A tensor holds fewer than 2^31 elements; {new Shape(sizes)} would hold more. Split it.");
        }
        return new Shape(sizes);
    }

    /// <summary>A shape of the given sizes.</summary>
    public static implicit operator Shape(int[] sizes) => Of(sizes);

    /// <summary>True when both have the same sizes in the same order.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>True when rank or any size differs.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>The shape two operands have together: axes are lined up at the end, and a size of 1 stretches to the other's size.</summary>
    /// <exception cref="ShapeException">Two sizes differ and neither is 1.</exception>
    /// <exception cref="ArgumentException">Together they have 2³¹ elements or more.</exception>
    public static Shape Broadcast(Shape a, Shape b) => TryBroadcast(a, b, out var shape) ? shape
        : throw new ShapeException("Broadcast", $"a shape that fits {a} (equal sizes from the end, or 1)", b);

    /// <summary>The same; false when two sizes differ and neither is 1.</summary>
    internal static bool TryBroadcast(Shape a, Shape b, out Shape shape)
    {
        shape = default;
        int rank = Math.Max(a.Rank, b.Rank);
        Span<int> sizes = stackalloc int[rank];
        for (int i = 1; i <= rank; i++)
        {
            int m = i <= a.Rank ? a[-i] : 1, n = i <= b.Rank ? b[-i] : 1;
            if (m != n && m != 1 && n != 1) return false;
            sizes[^i] = m == 1 ? n : m;
        }
        shape = Of(sizes);
        return true;
    }

    /// <summary>The axis as a number from 0; negative axes count from the end.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="operation">Who asks, for the message.</param>
    /// <exception cref="ShapeException">No such axis.</exception>
    public int Axis(int axis, [CallerMemberName] string operation = "Axis")
    {
        int index = axis < 0 ? axis + Rank : axis;
        return (uint)index < (uint)Rank ? index : throw NoAxis(axis, operation);
    }

    /// <summary>The same shape with one axis set to another size.</summary>
    public Shape With(int axis, int size)
    {
        Span<int> sizes = stackalloc int[Rank];
        AsSpan().CopyTo(sizes);
        sizes[Axis(axis)] = size;
        return Of(sizes);
    }

    /// <summary>The same shape with one axis taken out.</summary>
    public Shape Without(int axis)
    {
        int at = Axis(axis);
        Span<int> sizes = stackalloc int[Rank - 1];
        for (int i = 0, j = 0; i < Rank; i++)
            if (i != at) sizes[j++] = numbers[i];
        return Of(sizes);
    }

    /// <summary>The same shape with a new axis before position <paramref name="axis"/> (0..Rank, or −1 for the end).</summary>
    public Shape Insert(int axis, int size)
    {
        int at = axis < 0 ? axis + Rank + 1 : axis;
        if ((uint)at > (uint)Rank)
            throw new ShapeException("Insert", $"a place for a new axis of {this} in {-Rank - 1}..{Rank}", $"{axis}");
        Span<int> sizes = stackalloc int[Rank + 1];
        for (int i = 0, j = 0; i <= Rank; i++) sizes[i] = i == at ? size : numbers[j++];
        return Of(sizes);
    }

    /// <summary>The sizes as a new array.</summary>
    public int[] ToArray() => AsSpan().ToArray();

    /// <inheritdoc/>
    public bool Equals(Shape other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int size in AsSpan()) hash.Add(size);
        return hash.ToHashCode();
    }

    /// <summary>For example <c>[64, 784]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", ToArray())}]";

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The sizes, valid as long as this shape stands where it stands.</summary>
    [UnscopedRef]
    internal ReadOnlySpan<int> AsSpan() => ((ReadOnlySpan<int>)numbers)[..Rank];

    private ShapeException NoAxis(int axis, string operation) =>
        new(operation, Rank == 0 ? "a tensor with at least one axis" : $"an axis of {this} in {-Rank}..{Rank - 1}", Rank == 0 ? "[]" : $"{axis}");

    /// <summary>One number per axis without any rule on their values: strides are written this way too.</summary>
    internal static Shape Unchecked(ReadOnlySpan<int> numbers) => new(numbers);

    [InlineArray(MaxRank)]
    private struct Numbers
    {
        private int first;
    }
}
