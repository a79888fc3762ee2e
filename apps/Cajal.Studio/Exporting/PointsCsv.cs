using System.Globalization;
using System.Text;

namespace Cajal.Studio;

/// <summary>The points of a playground as a table: a column for each input as it is before it is scaled, the target last.</summary>
internal static class PointsCsv
{
    /// <summary>Comma-separated values with a first row of names: the training points, then validation and test. What is trained on twice stands there twice.</summary>
    public static string Of(Bench bench)
    {
        var (data, reader) = (bench.Data, bench.Reader);
        int[] rows = [.. data.Train, .. data.Validation, .. data.Test];
        float[] inputs = reader.Unscaled(data.Places, rows);
        int width = reader.Names.Length;
        var text = new StringBuilder();
        text.AppendJoin(',', NamesOf(bench).Select(Field)).Append('\n');
        for (int i = 0; i < rows.Length; i++)
        {
            foreach (float value in inputs.AsSpan(i * width, width)) text.Append(CultureInfo.InvariantCulture, $"{value:R},");
            text.Append(Field(TargetOf(data, rows[i]))).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>Names of the columns, that of the target last.</summary>
    public static string[] NamesOf(Bench bench)
    {
        string[] names = bench.Reader.IsPlane || bench.Reader.Labels.Distinct().Count() < bench.Reader.Labels.Length ? bench.Reader.Names : bench.Reader.Labels;
        string target = "target";
        while (names.Contains(target)) target += "_";
        return [.. names, target];
    }

    private static string TargetOf(PointData data, int row) => data.Classes == 0 ? data.Targets[row].ToString("R", CultureInfo.InvariantCulture)
        : data.ClassNames.Count > 0 ? data.ClassNames[(int)data.Targets[row]] : string.Create(CultureInfo.InvariantCulture, $"class {data.Targets[row] + 1}");

    private static string Field(string text) => text.AsSpan().ContainsAny(",;\"\n\r") ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
}
