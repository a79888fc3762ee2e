using System.Globalization;
using System.Text;
using Cajal.Networks;

namespace Cajal.Insight;

/// <summary>Writes a summary in aligned columns.</summary>
internal static class SummaryTable
{
    public static string TypeOf(Layer layer) => layer is Activation activation ? activation.FunctionName : layer.GetType().Name;

    public static string Write(ModelSummary summary)
    {
        List<string[]> rows = [["layer", "type", "output", "parameters", "multiply-adds", "stored"]];
        rows.Add(["", "input", summary.Input.ToString(), "", "", ""]);
        foreach (var layer in summary.Layers)
            rows.Add([layer.Path, layer.Type, layer.Output.ToString(), Number(layer.Parameters), Number(layer.MultiplyAdds), Number(layer.StoredActivations)]);
        rows.Add(["", "total", "", Number(summary.Parameters), Number(summary.MultiplyAdds), Number(summary.StoredActivations)]);
        int[] widths = [.. Enumerable.Range(0, 6).Select(c => rows.Max(r => r[c].Length))];
        var text = new StringBuilder();
        for (int i = 0; i < rows.Count; i++)
        {
            if (i == 1 || i == rows.Count - 1) text.Append('─', widths.Sum() + 10).Append('\n');
            for (int c = 0; c < 6; c++) text.Append(c < 3 ? rows[i][c].PadRight(widths[c]) : rows[i][c].PadLeft(widths[c])).Append(c < 5 ? "  " : "\n");
        }
        long frozen = summary.Parameters - summary.TrainableParameters;
        return text.Append(CultureInfo.InvariantCulture,
            $"{Number(summary.Parameters)} parameters{(frozen > 0 ? $", {Number(frozen)} of them frozen" : "")}; stored: values that backward keeps for this batch").ToString();
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
