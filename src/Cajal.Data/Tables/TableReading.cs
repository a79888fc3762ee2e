using System.Text;

namespace Cajal.Data;

/// <summary>Makes a data set to learn from out of columns, by the rules of CSV files (<see cref="CsvDataset"/>); only whether a column holds numbers is known by its type.</summary>
internal sealed class TableReading(TableData table, IReadOnlyList<TableColumn> columns, DatasetOptions options)
{
    private const int LinesToJudgeBy = 20;

    private readonly string name = table.Name;

    public Dataset Read()
    {
        options.RefuseGeneratorOptions(name);
        options.RefuseFolder(name);
        options.RefusePictureOptions(name);
        options.RefuseSeriesOptions(name);
        options.RefuseCheckSum(name);
        if (options.Header is not null || options.Separator is not null) throw new ArgumentException($"'{name}' takes no header and no separator; they apply to CSV files. Leave them out.");
        if (table.Count == 0) throw new DatasetException($"'{name}' holds no rows; expected one example in each.");
        int[] ignored = [.. options.Ignore.Select(Find)], words = [.. options.Categories.Select(Find)];
        int target = options.Target is { } wanted ? Find(wanted) : table.Target is { } own ? Find(own)
            : Enumerable.Range(0, columns.Count).Except(ignored).DefaultIfEmpty(-1).Max();
        if (target < 0 || ignored.Contains(target)) throw new ArgumentException($"The target column of '{name}' is among the ignored ones; ignore others or choose another target.");
        int[] inputs = [.. Enumerable.Range(0, columns.Count).Where(i => i != target && !ignored.Contains(i))];
        if (inputs.Length == 0) throw new ArgumentException($"'{name}' has no column but the target; nothing is left to learn from.");

        var answer = columns[target];
        var (task, reason) = TaskOf(answer);
        int[] rows = [.. Enumerable.Range(0, table.Count).Where(row => !answer.IsMissing(row))];
        Column[] features = [.. inputs.Select(i => columns[i] is { Words: null } && !words.Contains(i) ? (Column)columns[i].ToNumbers(rows, name) : Words(columns[i], rows))];
        string[] notes =
        [
            $"{table.Count} rows", $"target '{answer.Name}' ({task.ToString().ToLowerInvariant()}: {reason})",
            .. rows.Length < table.Count ? [$"{table.Count - rows.Length} rows left out: their target is missing"] : Array.Empty<string>(),
            .. features.Where(c => c.MissingCount > 0).Select(c => $"column '{c.Name}': {c.MissingCount} values missing"),
        ];
        return new Dataset(name, new TableFeatures(features) { HasHeader = true, ColumnsInFile = columns.Count }, Targets(answer, rows, task)) { Description = "a table", Notes = notes };
    }

    private int Find(string wanted) => ColumnChoice.Find(wanted, table.Columns, name);

    private (TaskKind, string) TaskOf(TableColumn answer)
    {
        var given = options.Task ?? table.Task;
        if (given is null && answer is { Numbers: not null, IsWhole: false } && answer.Numbers.Any(n => !double.IsNaN(n))) return (TaskKind.Numbers, "its type is that of quantities");
        var scan = new ColumnScan(CsvScan.MostClasses, countsNumbers: true);
        int[] all = [.. Enumerable.Range(0, table.Count)];
        string?[] values = answer.AsWords(all);
        for (int row = 0; row < values.Length; row++) scan.Add(Encoding.UTF8.GetBytes(values[row] ?? ""), row + 1);
        return TaskGuess.Of(scan, answer.Name, name, given);
    }

    private Targets Targets(TableColumn answer, int[] rows, TaskKind task)
    {
        var bounds = options.TargetBounds(task);
        if (task == TaskKind.Numbers) return new NumberTargets(answer.ToNumbers(rows, name).Values.ToArray(), answer.Name, bounds);
        var classes = answer.ToWords(rows);
        return new ClassTargets(classes.Codes.ToArray(), [.. classes.Words], answer.Name, task);
    }

    private CategoryColumn Words(TableColumn column, int[] rows)
    {
        var words = column.ToWords(rows);
        bool differs = words.Words.Count == rows.Length - words.MissingCount && words.Words.Count >= LinesToJudgeBy;
        return words.Words.Count <= CsvScan.MostCategories && !differs ? words
            : throw new DatasetException($"The column '{column.Name}' of '{name}' holds {(differs ? "a different word in every row" : $"more than {CsvScan.MostCategories} different words")} "
                + $"('{words.Words[0]}', ...); names and free text are no categories. Ignore it.");
    }
}
