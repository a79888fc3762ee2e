namespace Cajal.Data;

/// <summary>One column of rows that are values of a program: its name, and how it is read from a row. <see cref="RowColumn"/> makes it.</summary>
/// <typeparam name="T">Type of a row.</typeparam>
public sealed class RowColumn<T>
{
    internal RowColumn(string name, Func<T, double?>? number, Func<T, string?>? word) => (Name, ReadNumber, ReadWord) = (name, number, word);

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>Whether it is what is to be learned.</summary>
    public bool IsTarget { get; internal init; }

    /// <summary>The task, of a target; null when the values decide.</summary>
    public TaskKind? Task { get; internal init; }

    /// <summary>Whether its numbers are whole by their type, so that a target of them may be classes.</summary>
    public bool IsWhole { get; internal init; }

    internal Func<T, double?>? ReadNumber { get; }

    internal Func<T, string?>? ReadWord { get; }
}

/// <summary>Makes the columns of rows.</summary>
public static class RowColumn
{
    /// <summary>A column of numbers; null stands for a missing one.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="read">Its value in a row.</param>
    /// <param name="isWhole">Whether the numbers are whole by their type.</param>
    /// <param name="isTarget">Whether it is what is to be learned.</param>
    /// <param name="task">The task, of a target; null when the values decide.</param>
    public static RowColumn<T> Number<T>(string name, Func<T, double?> read, bool isWhole = false, bool isTarget = false, TaskKind? task = null) =>
        new(name, read, null) { IsWhole = isWhole, IsTarget = isTarget, Task = task };

    /// <summary>A column of words; null and the empty word stand for a missing one.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="read">Its value in a row.</param>
    /// <param name="isTarget">Whether it is what is to be learned.</param>
    /// <param name="task">The task, of a target; null when the values decide.</param>
    public static RowColumn<T> Word<T>(string name, Func<T, string?> read, bool isTarget = false, TaskKind? task = null) =>
        new(name, null, row => read(row) is { Length: > 0 } word ? word : null) { IsTarget = isTarget, Task = task };
}
