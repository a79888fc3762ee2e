using System.Text.Json;
using Cajal.Data;

namespace Cajal.Cli;

/// <summary>Data sets described for machines.</summary>
internal static class DataJson
{
    public static void WriteList(TextWriter output, IEnumerable<DatasetSource> sources) => JsonText.Write(output, json =>
        json.Objects("datasets", sources, source =>
        {
            json.WriteString("name", source.Name);
            json.WriteString("description", source.Description);
        }));

    public static void Write(TextWriter output, Dataset data) => JsonText.Write(output, json =>
    {
        json.WriteString("name", data.Name);
        json.WriteString("description", data.Description);
        json.WriteNumber("examples", data.Count);
        json.WriteNumber("givenTestExamples", data.GivenTestCount);
        json.Wholes("exampleShape", data.ExampleShape.ToArray());
        json.WriteString("task", data.Task?.ToString().ToLowerInvariant());
        json.WriteString("fingerprint", data.Fingerprint);
        WriteTargets(json, data.Targets);
        if (data.Features is TableFeatures table) json.Objects("columns", table.Columns, column => WriteColumn(json, column));
        json.Texts("notes", data.Notes);
    });

    private static void WriteTargets(Utf8JsonWriter json, Targets? targets)
    {
        if (targets is null) return;
        json.WriteStartObject("target");
        json.WriteString("name", targets.Name);
        if (targets is ClassTargets classes)
        {
            json.Objects("classes", classes.ClassNames.Zip(classes.ClassCounts()), entry =>
            {
                json.WriteString("name", entry.First);
                json.WriteNumber("examples", entry.Second);
            });
        }
        else if (targets is NumberTargets numbers)
        {
            WriteFigures(json, ColumnFigures.Of(numbers.Values));
        }
        json.WriteEndObject();
    }

    private static void WriteColumn(Utf8JsonWriter json, Column column)
    {
        json.WriteString("name", column.Name);
        json.WriteNumber("missing", column.MissingCount);
        if (column is CategoryColumn words) json.Texts("words", words.Words);
        else if (column is NumberColumn numbers) WriteFigures(json, ColumnFigures.Of(numbers.Values));
    }

    private static void WriteFigures(Utf8JsonWriter json, ColumnFigures figures)
    {
        json.Figure("least", figures.Least);
        json.Figure("mean", figures.Mean);
        json.Figure("most", figures.Most);
    }
}
