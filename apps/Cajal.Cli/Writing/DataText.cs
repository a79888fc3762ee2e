using Cajal.Data;

namespace Cajal.Cli;

/// <summary>Data sets described for people.</summary>
internal static class DataText
{
    private const int MostWords = 8;

    public static void WriteList(Terminal terminal, IEnumerable<DatasetSource> sources)
    {
        var output = terminal.Out;
        var table = new TextTable("name", "what it is") { LeftColumns = 2, Width = terminal.OutWidth };
        foreach (var source in sources) table.Add(source.Name, source.Description);
        output.Write(table);
        output.WriteLine("A path works as well: a CSV file, arrays of NumPy (.npz, .npy), an IDX file of pictures, a folder of IDX files, or of pictures (PNG, JPEG, "
            + "BMP, PNM).");
        output.WriteLine("Describe one: cajal data NAME. Train on one: cajal train NAME. Classic sets from the web: cajal data fetch.");
    }

    public static void Write(TextWriter output, Dataset data)
    {
        output.WriteLine(data.Description.Length > 0 && data.Description != data.Name ? $"{data.Name}: {data.Description}" : data.Name);
        output.WriteLine($"{Numbers.Whole(data.Count)} examples of shape {data.ExampleShape}"
            + (data.GivenTestCount > 0 ? $", the last {Numbers.Whole(data.GivenTestCount)} set aside for the test by the source" : ""));
        WriteTargets(output, data.Targets);
        foreach (string note in data.Notes) output.WriteLine(note);
        output.WriteLine();
        if (data.Features is TableFeatures table) output.Write(Columns(table));
        else if (data.Features is SequenceFeatures sequences) output.Write(SequenceRows.Draw(sequences, data.Targets));
        else if (data.Features is PictureFeatures pictures) output.Write(PictureRow.Draw(pictures, data.Targets as ClassTargets));
    }

    private static void WriteTargets(TextWriter output, Targets? targets)
    {
        switch (targets)
        {
            case ClassTargets classes:
                int[] counts = classes.ClassCounts();
                string kind = classes.Task == TaskKind.Binary ? "one of two classes" : $"one of {counts.Length} classes";
                output.WriteLine($"target '{targets.Name}': {kind}: "
                    + string.Join(", ", classes.ClassNames.Zip(counts, (name, count) => $"{name} ({Numbers.Whole(count)})")));
                break;
            case NumberTargets numbers:
                var figures = ColumnFigures.Of(numbers.Values);
                output.WriteLine($"target '{targets.Name}': a number from {Numbers.Plain(figures.Least)} to {Numbers.Plain(figures.Most)}"
                    + $", mean {Numbers.Plain(figures.Mean)}"
                    + (numbers.Bounds is { } bounds ? $"; known to lie in {Numbers.Plain(bounds.Low)}..{Numbers.Plain(bounds.High)}" : ""));
                break;
            default:
                output.WriteLine("no targets: it can be predicted, not learned");
                break;
        }
    }

    private static TextTable Columns(TableFeatures features)
    {
        var table = new TextTable("column", "kind", "missing", "least", "mean", "most") { LeftColumns = 2 };
        foreach (var column in features.Columns)
        {
            string missing = Numbers.Whole(column.MissingCount);
            if (column is CategoryColumn words)
            {
                string shown = string.Join(", ", words.Words.Take(MostWords)) + (words.Words.Count > MostWords ? ", …" : "");
                table.Add(column.Name, $"{words.Words.Count} words: {shown}", missing);
            }
            else
            {
                var figures = ColumnFigures.Of(((NumberColumn)column).Values);
                string note = figures.Least == figures.Most ? "number, always the same" : "number";
                string[] row = [column.Name, note, missing, .. new[] { figures.Least, figures.Mean, figures.Most }.Select(Numbers.Plain)];
                table.Add(row);
            }
        }
        return table;
    }
}
