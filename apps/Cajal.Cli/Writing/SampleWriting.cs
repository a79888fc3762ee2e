using System.Globalization;
using Cajal.Data;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>Examples that a model has made: points as CSV, a row each, pictures on a sheet, both as JSON.</summary>
internal static class SampleWriting
{
    private const int Columns = 10, MostRows = 256;

    public static void Write(Terminal terminal, GenerativeRun run, int count, ulong seed, string? sheet, bool asJson)
    {
        bool arePictures = run.Columns.Count == 0;
        if (arePictures && sheet is null && !asJson)
            throw new UsageException("This run makes pictures; say where to draw them (--sheet FILE.png), or take --json for their pixels.");
        if (!arePictures && sheet is not null) throw new UsageException("--sheet is for pictures, and this run makes points.");
        if (sheet is not null && count > Columns * MostRows)
            throw new UsageException($"A sheet has room for {Columns * MostRows} pictures; --count asks for {count}.");
        float[,] made = run.Sample(count, seed);
        if (sheet is not null) Draw(terminal, run, made, sheet);
        if (asJson) WriteJson(terminal, run, made);
        else if (!arePictures) WriteCsv(terminal, run, made);
    }

    private static void Draw(Terminal terminal, GenerativeRun run, float[,] made, string sheet)
    {
        int count = made.GetLength(0), width = made.GetLength(1);
        var pixels = new byte[count * width];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)Math.Round(made[i / width, i % width]);
        var data = new Dataset("made", new BytePictures(pixels, run.ExampleShape), null);
        AugmentationSheet.Draw(data, null, rows: (count + Columns - 1) / Columns, columns: Math.Min(count, Columns))
            .SavePng(terminal.Resolve(sheet));
        terminal.Error.WriteLine($"{count} pictures are drawn in {sheet}.");
    }

    private static void WriteCsv(Terminal terminal, GenerativeRun run, float[,] made)
    {
        terminal.Out.WriteLine(string.Join(',', run.Columns));
        for (int i = 0; i < made.GetLength(0); i++)
            terminal.Out.WriteLine(string.Join(',', Enumerable.Range(0, made.GetLength(1)).Select(c =>
                made[i, c].ToString("G6", CultureInfo.InvariantCulture))));
    }

    private static void WriteJson(Terminal terminal, GenerativeRun run, float[,] made) => JsonText.Write(terminal.Out, json =>
    {
        json.Texts("columns", run.Columns);
        json.Wholes("shape", run.ExampleShape.ToArray());
        json.WriteStartArray("examples");
        for (int i = 0; i < made.GetLength(0); i++)
        {
            json.WriteStartArray();
            for (int c = 0; c < made.GetLength(1); c++) json.WriteNumberValue(made[i, c]);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    });
}
