using System.Globalization;
using System.Text;

namespace Cajal.CSharp;

/// <summary>How a program reads a row of text, and how it says its answer.</summary>
internal sealed class RowReading(CSharpExportOptions options, Tensor input)
{
    /// <summary>What the program does when it is run.</summary>
    public static string Main(string file) => $$"""
        if (args.Length == 0)
        {
            Console.WriteLine({{Literal.Text($"Rows are given as they stand in a table: dotnet run {file} -- \"{{0}}\"")}}, Network.Example.Length > 60 ? Network.Example[..60] + "…" : Network.Example);
            args = [Network.Example];
        }
        try
        {
            foreach (string row in args) Console.WriteLine(Network.Describe(Network.Predict(Network.Read(row))));
        }
        catch (ArgumentException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
        return 0;


        """.ReplaceLineEndings("\n");

    /// <summary>Writes the functions.</summary>
    public void Write(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"    public const string Example = {Literal.Text(Example())};\n\n");
        if (options.Columns.Count > 0) Columns(text);
        else Plain(text);
        Answer(text);
    }

    private string Example()
    {
        if (options.Columns.Count == 0) return string.Join(',', Enumerable.Repeat("0", input.Count));
        var cells = new string[Math.Max(options.ColumnsInRow, options.Columns.Count)];
        Array.Fill(cells, "");
        for (int i = 0; i < options.Columns.Count; i++)
        {
            var column = options.Columns[i];
            cells[options.ColumnsInRow > 0 ? column.Place : i] = column.Words is null ? ((float)column.Mean).ToString(CultureInfo.InvariantCulture) : column.Usual ?? "";
        }
        return string.Join(',', cells);
    }

    private void Plain(StringBuilder text)
    {
        string type = Literal.TypeName(input.DType);
        string style = input.DType == DType.Float32 ? "NumberStyles.Float" : "NumberStyles.AllowLeadingSign";
        text.Append(string.Create(CultureInfo.InvariantCulture, $$"""
                /// <summary>{{input.Count}} numbers with commas between them.</summary>
                public static {{type}}[] Read(string row) => Array.ConvertAll(row.Split(','), cell => {{type}}.TryParse(cell, {{style}}, CultureInfo.InvariantCulture, out {{type}} value)
                    ? value : throw new ArgumentException($"A number was expected; received '{cell}'."));


            """).ReplaceLineEndings("\n"));
    }

    private void Columns(StringBuilder text)
    {
        int own = options.Columns.Count, whole = options.ColumnsInRow;
        text.Append(CultureInfo.InvariantCulture, $"    /// <summary>A row: {System.Security.SecurityElement.Escape(string.Join(", ", options.Columns.Select(c => c.Name)).ReplaceLineEndings(" "))}{(whole > own ? $"; or a whole one of {whole} columns, of which these are read" : "")}.</summary>\n");
        text.Append("    public static float[] Read(string row)\n    {\n        string[] cells = row.Split(',', StringSplitOptions.TrimEntries);\n");
        if (whole > own)
            text.Append(CultureInfo.InvariantCulture, $"        if (cells.Length == {whole}) cells = [{string.Join(", ", options.Columns.Select(c => $"cells[{c.Place}]"))}];\n");
        text.Append(CultureInfo.InvariantCulture, $"        if (cells.Length != {own}) throw new ArgumentException($\"A row has {own}{(whole > own ? $" or {whole}" : "")} cells; received {{cells.Length}}.\");\n");
        text.Append("        return\n        [\n");
        for (int i = 0; i < own; i++)
        {
            var c = options.Columns[i];
            text.Append(c.Words is null
                ? string.Create(CultureInfo.InvariantCulture, $"            Number(cells[{i}], {Literal.Double(c.Mean)}, {Literal.Double(c.Deviation)}), // {c.Name.ReplaceLineEndings(" ")}\n")
                : string.Create(CultureInfo.InvariantCulture, $"            .. Word(cells[{i}], [{string.Join(", ", c.Words.Select(Literal.Text))}], {Literal.Text(c.Usual ?? "")}), // {c.Name.ReplaceLineEndings(" ")}\n"));
        }
        text.Append("        ];\n    }\n\n");
        if (options.Columns.Any(c => c.Words is null))
            text.Append("""
                    private static float Number(string cell, double mean, double deviation)
                    {
                        if (cell.Length == 0 || deviation == 0) return 0;
                        if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)) throw new ArgumentException($"A number was expected; received '{cell}'.");
                        return double.IsNaN(value) ? 0 : (float)((value - mean) / deviation);
                    }


                """.ReplaceLineEndings("\n"));
        if (options.Columns.Any(c => c.Words is not null))
            text.Append("""
                    private static float[] Word(string cell, string[] words, string usual)
                    {
                        var numbers = new float[words.Length];
                        int place = Array.IndexOf(words, cell.Length == 0 ? usual : cell);
                        if (place >= 0) numbers[place] = 1;
                        return numbers;
                    }


                """.ReplaceLineEndings("\n"));
    }

    private void Answer(StringBuilder text)
    {
        text.Append("    /// <summary>An answer in words.</summary>\n    public static string Describe(float[] answer)\n    {\n");
        if (options.Classes.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"        string[] classes = [{string.Join(", ", options.Classes.Select(Literal.Text))}];\n");
            text.Append(CultureInfo.InvariantCulture, $"        float[] shares = answer.Length == 1 ? [{(options.AreScores ? "-" : "1 - ")}answer[0], answer[0]] : answer;\n");
            text.Append("""
                        int most = Array.IndexOf(shares, shares.Max());
                        return $"{classes[most]}: {string.Join(", ", classes.Select((name, i) => $"{name} {shares[i].ToString("0.####", CultureInfo.InvariantCulture)}"))}";

                """.ReplaceLineEndings("\n"));
        }
        else if (options.Units is { } units)
        {
            string value = $"answer[0] * {Literal.Double(units.Scale)} + {Literal.Double(units.Shift)}";
            text.Append(CultureInfo.InvariantCulture, $"        double value = {(units.Logarithm ? $"Math.Exp({value})" : value)};\n        return {Literal.Text(units.Name + " ")} + value.ToString(\"G6\", CultureInfo.InvariantCulture);\n");
        }
        else text.Append("        return string.Join(\", \", answer.Take(20).Select(v => v.ToString(\"G6\", CultureInfo.InvariantCulture))) + (answer.Length > 20 ? \", …\" : \"\");\n");
        text.Append("    }\n\n");
    }
}
