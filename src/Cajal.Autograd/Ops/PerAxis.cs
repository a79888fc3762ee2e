using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>A number for each pooled, filtered or padded axis: one for all of them (<c>3</c>), or one each from the outside in (<c>[3,
/// 2]</c>).</summary>
[CollectionBuilder(typeof(PerAxis), nameof(Of))]
public readonly struct PerAxis : IEquatable<PerAxis>, IEnumerable<int>
{
    private readonly Shape numbers;

    private PerAxis(Shape numbers) => this.numbers = numbers;

    /// <summary>True when nothing was said.</summary>
    public bool IsEmpty => numbers.Rank == 0;

    /// <summary>One number for each axis.</summary>
    /// <exception cref="ArgumentException">More than eight numbers, or a negative one.</exception>
    public static PerAxis Of(ReadOnlySpan<int> numbers) => new(Shape.Of(numbers));

    /// <summary>The same number for all axes.</summary>
    public static implicit operator PerAxis(int number) => Of([number]);

    /// <summary>One number for each axis.</summary>
    public static implicit operator PerAxis(int[] numbers) => Of(numbers);

    /// <summary>Equality of the numbers said.</summary>
    public static bool operator ==(PerAxis left, PerAxis right) => left.Equals(right);

    /// <summary>Inequality of the numbers said.</summary>
    public static bool operator !=(PerAxis left, PerAxis right) => !left.Equals(right);

    /// <summary>The number of each of <paramref name="axes"/> axes.</summary>
    /// <param name="axes">How many axes there are.</param>
    /// <param name="otherwise">The numbers when nothing was said.</param>
    /// <param name="least">The smallest number that is allowed.</param>
    /// <param name="what">What the numbers are, for the message.</param>
    /// <exception cref="ArgumentException">Another count of numbers, or one that is too small.</exception>
    public int[] For(int axes, PerAxis otherwise, int least, string what)
    {
        var said = IsEmpty ? otherwise.numbers : numbers;
        if (said.Rank != 1 && said.Rank != axes)
            throw new ArgumentException($"The {what} is one number, or {axes} of them; received {this}.", what);
        int[] each = new int[axes];
        for (int i = 0; i < axes; i++)
            if ((each[i] = said[said.Rank == 1 ? 0 : i]) < least)
                throw new ArgumentException($"The {what} is at least {least}; received {this}.", what);
        return each;
    }

    /// <inheritdoc/>
    public bool Equals(PerAxis other) => numbers == other.numbers;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PerAxis other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => numbers.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => numbers.Rank == 1 ? $"{numbers[0]}" : numbers.ToString();

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => numbers.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
