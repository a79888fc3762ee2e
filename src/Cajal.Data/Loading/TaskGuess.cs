using System.Globalization;

namespace Cajal.Data;

/// <summary>Decides from the values of a target column what is to be learned, and gives the reason.</summary>
/// <remarks>The rule: words are classes; so are two whole numbers; so are few whole numbers counted up from 0 or 1 that are about equally
/// frequent.
/// Numbers with fractions, or many whole ones, are numbers. Any other few whole numbers could be either, so the user is asked.</remarks>
internal static class TaskGuess
{
    private const int FewNumbers = 20;
    private const int LeastPerClass = 8;
    private const int MostImbalance = 3;

    /// <exception cref="DatasetException">Neither classes nor numbers, or one value only.</exception>
    /// <exception cref="ArgumentException">It could be either and the task was not given, or the given one does not fit.</exception>
    public static (TaskKind Task, string Reason) Of(ColumnScan target, string name, string path, TaskKind? given)
    {
        if (target.Numbers + target.Texts == 0)
            throw new DatasetException($"The target column '{name}' of '{path}' holds no values at all; choose another with --target.");
        if (given is null or TaskKind.Numbers && target.IsNumbers && target.FirstText is { } text)
            throw TextAmongNumbers(target, name, path, text);
        return given switch
        {
            TaskKind.Numbers => (TaskKind.Numbers, "as asked for"),
            TaskKind.Binary when Classes(target, name, path) is var count and not 2 =>
                throw new ArgumentException($"The target column '{name}' of '{path}' holds "
                    + $"{count} classes; a binary task has two. Use the task classes."),
            { } task => Classes(target, name, path) > 0 ? (task, "as asked for") : default,
            null when !target.IsNumbers => OfClasses(Classes(target, name, path), "its values are words"),
            null => OfNumbers(target, name, path),
        };
    }

    private static (TaskKind, string) OfNumbers(ColumnScan target, string name, string path)
    {
        if (target.HasTooManyWords || target.FirstInfinite is not null) return (TaskKind.Numbers, "it holds many different numbers");
        var counts = new SortedDictionary<double, int>();
        foreach (var (word, count) in target.Words)
        {
            double value = double.Parse(word, NumberStyles.Float, CultureInfo.InvariantCulture);
            counts[value] = counts.GetValueOrDefault(value) + count;
        }
        if (counts.Count == 1) throw OneValue(name, path, target.Words.Keys.First());
        if (counts.Keys.Any(value => value != Math.Round(value))) return (TaskKind.Numbers, "it holds numbers with fractions");
        if (counts.Count == 2) return (TaskKind.Binary, "it holds two whole numbers");
        if (counts.Count > FewNumbers) return (TaskKind.Numbers, $"it holds {counts.Count} different numbers");
        double first = counts.Keys.First(), last = counts.Keys.Last();
        bool isCountedUp = first is 0 or 1 && last - first == counts.Count - 1;
        if (isCountedUp && counts.Values.Min() >= LeastPerClass && counts.Values.Max() <= MostImbalance * counts.Values.Min())
            return (TaskKind.Classes, FormattableString.Invariant($"it counts the classes {first} to {last}, about equally often each"));
        throw new ArgumentException($"The target column '{name}' of '{path}' holds {counts.Count} different whole numbers "
            + FormattableString.Invariant($"({first} to {last}), which could be classes or quantities; ")
            + "say which with --task classes or --task numbers.");
    }

    private static (TaskKind, string) OfClasses(int count, string reason) => (count == 2 ? TaskKind.Binary : TaskKind.Classes, reason);

    private static int Classes(ColumnScan target, string name, string path)
    {
        if (target.HasTooManyWords || (target.Words.Count > FewNumbers && 2 * target.Words.Count > target.Numbers + target.Texts))
        {
            throw new DatasetException($"The target column '{name}' of '{path}' holds "
                + $"{(target.HasTooManyWords ? "more than " : "")}{target.Words.Count} different values in "
                + $"{target.Numbers + target.Texts} lines, too many for classes; choose "
                + "another target with --target, or --task numbers for quantities.");
        }
        int count = target.Words.Keys.Select(CsvField.Canonical).Distinct().Count();
        return count > 1 ? count : throw OneValue(name, path, target.Words.Keys.First());
    }

    public static DatasetException TextAmongNumbers(ColumnScan column, string name, string path, (string Word, long Line) text) =>
        new($"Line {text.Line} of '{path}' holds '{text.Word}' in the column '{name}', where {column.Numbers} of "
            + $"{column.Numbers + column.Texts} values are numbers; write a number with a decimal point, leave it empty if it is "
            + $"missing, or ignore the column.{(text.Line == 1 ? " If this line holds names, say so with --header." : "")}");

    private static DatasetException OneValue(string name, string path, string value) =>
        new($"The target column '{name}' of '{path}' holds only one value, '{value}'; expected at least "
            + "two classes or different numbers. Choose another with --target.");
}
