namespace Cajal.Data;

/// <summary>Reads a CSV file the way a trained model read its own: the same columns, as the kinds they were, found by name or
/// position.</summary>
/// <remarks>The first line is a header when a field of it is the name of a known column, or when no field can be a value although the
/// model reads numbers.
/// With a header, columns are found by name in any order; without, the file has all columns of the training file, all but the target, or
/// only the inputs.</remarks>
internal sealed class CsvForModel
{
    private readonly string path;
    private readonly Preprocessing model;
    private readonly DatasetOptions options;
    private readonly bool withTargets;
    private readonly TableTransform table;
    private readonly bool hasHeader;
    private readonly int[] places;
    private readonly int targetPlace;

    private CsvForModel(string path, Preprocessing model, DatasetOptions options, bool withTargets)
    {
        (this.path, this.model, this.options, this.withTargets) = (path, model, options, withTargets);
        table = model.Inputs as TableTransform
            ?? throw new DatasetException($"The model reads pictures of shape "
                + $"{model.Inputs.ExampleShape}; '{path}' is a table. Give an IDX file.");
        using var records = new CsvRecords(path, options.Separator);
        if (!records.Read()) throw new DatasetException($"'{path}' holds no lines with content; expected one example per line.");
        string[] first = [.. Enumerable.Range(0, records.FieldCount).Select(records.Text)];
        hasHeader = options.Header ?? LooksLikeHeader(records, first);
        bool hasNames = hasHeader && table.Columns.Any(c => IndexOf(first, c.Name) >= 0);
        (places, targetPlace) = hasNames ? ByName(first) : ByPosition(records.FieldCount);
    }

    /// <exception cref="DatasetException">Columns or values that the model does not know; the message names the line.</exception>
    public static Dataset Read(string path, Preprocessing model, DatasetOptions options, bool withTargets) =>
        new CsvForModel(path, model, options, withTargets).Read();

    private static int IndexOf(string[] header, string name)
    {
        int exact = Array.IndexOf(header, name);
        return exact >= 0 ? exact : Array.FindIndex(header, field => field.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private bool LooksLikeHeader(CsvRecords records, string[] first)
    {
        if (table.Columns.Any(column => IndexOf(first, column.Name) >= 0)) return true;
        for (int i = 0; i < first.Length; i++)
        {
            if (!CsvScan.CanBeName(records[i], i)) return false;
        }
        return table.Columns.Any(column => column is StandardScaling);
    }

    private (int[] Places, int Target) ByName(string[] header)
    {
        int[] found = Array.ConvertAll(table.Columns, column => IndexOf(header, column.Name));
        int missing = Array.IndexOf(found, -1);
        if (missing >= 0)
        {
            string name = table.Columns[missing].Name;
            throw new DatasetException($"'{path}' has no column '{name}', which the model "
                + $"reads.{NearestName.Hint(name, header)} Its columns are {string.Join(", ", header)}.");
        }
        int target = IndexOf(header, options.Target ?? model.Target.Name);
        return (found, target < 0 && options.Target is { } wanted ? ColumnChoice.Find(wanted, header, path) : target);
    }

    private (int[] Places, int Target) ByPosition(int fields)
    {
        int[] inputs = [.. Enumerable.Range(0, table.Columns.Length)];
        if (fields == table.ColumnsInFile)
            return ([.. table.Columns.Select(c => c.Position - 1)], model.Target.Position - 1);
        if (fields == inputs.Length) return (inputs, -1);
        if (fields == table.ColumnsInFile - 1)
            return ([.. table.Columns.Select(c => c.Position - (c.Position > model.Target.Position ? 2 : 1))], -1);
        if (table.ColumnsInFile == 0 && fields == inputs.Length + 1) return (inputs, fields - 1);
        throw new DatasetException($"'{path}' has {fields} columns without the names the model knows; expected {inputs.Length} (inputs)"
            + (table.ColumnsInFile > 0 ? $" or {table.ColumnsInFile} (as in training)." : $" or {inputs.Length + 1} (and the target)."));
    }

    private Dataset Read()
    {
        if (withTargets && targetPlace < 0)
            throw new DatasetException($"'{path}' has no column for the target "
                + $"'{model.Target.Name}'; without it nothing can be judged, only predicted.");
        int target = withTargets ? targetPlace : -1;
        int all = Pass(target, (_, _) => { }, out int rows);
        if (rows == 0) throw new DatasetException($"'{path}' holds no examples{(all > 0 ? " with a target" : "")}.");

        ColumnBuilder[] inputs = [.. table.Columns.Select((column, i) => (ColumnBuilder)(column is OneHotWords words
            ? WordBuilder.KnownOrUnseen(places[i], column.Name, rows, words.Words) : new NumberBuilder(places[i], column.Name, rows)))];
        ColumnBuilder? targets = target < 0 ? null : model.Target is ClassIndex classes
            ? WordBuilder.OnlyKnown(target, model.Target.Name, rows, classes.Names) : new NumberBuilder(target, model.Target.Name, rows);
        ColumnBuilder[] builders = targets is null ? inputs : [.. inputs, targets];
        Pass(target, (row, records) =>
        {
            if (row >= rows) throw new DatasetException($"'{path}' changed while it was read; try again when it is complete.");
            foreach (var builder in builders)
            {
                if (!builder.Set(row, records))
                {
                    throw new DatasetException($"Line {records.Line} of '{path}' holds '{records.Text(builder.Index)}' in the column "
                        + $"'{builder.Name}'; the model expects {builder.Expected}.");
                }
            }
        }, out _);
        var features = new TableFeatures([.. inputs.Select((builder, i) => builder.ToColumn(table.Columns[i].Position))]);
        return new Dataset(path, features, targets is null ? null : ToTargets(targets.ToColumn(model.Target.Position)))
        {
            Description = "a CSV file",
            Notes =
            [
                $"{all} lines, {(hasHeader ? "first line read as header" : "no header")}",
                .. all == rows ? Array.Empty<string>() : [$"{all - rows} lines left out: their target is missing"],
            ],
        };
    }

    private Targets ToTargets(Column target) => target is CategoryColumn classes
        ? new ClassTargets(classes.Codes.ToArray(), [.. classes.Words], model.Target.Name, model.Task)
        : new NumberTargets(((NumberColumn)target).Values.ToArray(), model.Target.Name);

    /// <summary>Goes through all examples, those without a target left out; returns how many there were with them.</summary>
    private int Pass(int target, Action<int, CsvRecords> visit, out int rows)
    {
        using var records = new CsvRecords(path, options.Separator);
        if (hasHeader) records.Read();
        int all = 0;
        for (rows = 0; records.Read(); all++)
        {
            if (target < 0 || !CsvField.IsMissing(records[target])) visit(rows++, records);
        }
        return all;
    }
}
