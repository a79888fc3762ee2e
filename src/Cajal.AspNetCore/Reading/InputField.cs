using Cajal.Data;

namespace Cajal.AspNetCore;

/// <summary>What kind of value stands under a name of a request.</summary>
internal enum FieldKind
{
    /// <summary>A number, or null where it is missing.</summary>
    Number,

    /// <summary>A word, or null where it is missing.</summary>
    Word,

    /// <summary>Numbers in lists, by their shape.</summary>
    Grid,
}

/// <summary>Something that a model reads, by its name.</summary>
/// <param name="Name">The name in a request.</param>
/// <param name="Kind">What stands there.</param>
/// <param name="Shape">Sizes of a grid; empty for one value.</param>
/// <param name="Words">The words of training; null for numbers.</param>
internal sealed record InputField(string Name, FieldKind Kind, int[] Shape, string[]? Words = null)
{
    /// <summary>The same for two models that may follow each other: other words may come along.</summary>
    public bool Fits(InputField other) => Name == other.Name && Kind == other.Kind && Shape.AsSpan().SequenceEqual(other.Shape);

    /// <summary>For example <c>picture [28, 28]</c>.</summary>
    public override string ToString() => Shape.Length == 0 ? Name : $"{Name} [{string.Join(", ", Shape)}]";

    /// <summary>The field of a column.</summary>
    public static InputField Of(ColumnTransform column) =>
        column is OneHotWords words ? new(column.Name, FieldKind.Word, [], words.Words) : new(column.Name, FieldKind.Number, []);
}
