namespace Cajal.Data;

/// <summary>One column of rows that are values of a program: its name, and how it is read from a row.</summary>
/// <typeparam name="T">Type of a row.</typeparam>
public sealed class RowColumn<T>
{
    private RowColumn(string name, Func<T, double?>? number, Func<T, string?>? word) => (Name, ReadNumber, ReadWord) = (name, number, word);

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>Whether it is what is to be learned.</summary>
    public bool IsTarget { get; init; }

    /// <summary>The task, of a target; null when the values decide.</summary>
    public TaskKind? Task { get; init; }

    /// <summary>Whether its numbers are whole by their type, so that a target of them may be classes.</summary>
    public bool IsWhole { get; init; }

    internal Func<T, double?>? ReadNumber { get; }

    internal Func<T, string?>? ReadWord { get; }

    /// <summary>A column of numbers; null stands for a missing one.</summary>
    public static RowColumn<T> Number(string name, Func<T, double?> read) => new(name, read, null);

    /// <summary>A column of words; null stands for a missing one.</summary>
    public static RowColumn<T> Word(string name, Func<T, string?> read) => new(name, null, read);
}
