using System.Text.Json.Serialization;

namespace Cajal.Data;

/// <summary>How one column of a table becomes numbers for a network: learned on the training part, saved with the model.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StandardScaling), "number")]
[JsonDerivedType(typeof(OneHotWords), "category")]
public abstract class ColumnTransform
{
    /// <summary>The column's name.</summary>
    public required string Name { get; init; }

    /// <summary>Position in the training file, counted from 1; 0 when it was not a file.</summary>
    public int Position { get; init; }

    /// <summary>How many values were missing in the training part.</summary>
    public int Missing { get; init; }

    /// <summary>How many numbers the column becomes.</summary>
    [JsonIgnore]
    public abstract int Width { get; }

    /// <summary>One line that says what is done, with its numbers.</summary>
    public abstract string Describe();

    /// <summary>Writes rows of the column into a matrix [rows, width], from the given offset in each row; returns what is worth saying,
    /// or null.</summary>
    internal abstract string? Write(Column column, ReadOnlySpan<int> rows, Span<float> matrix, int offset, int width);
}
