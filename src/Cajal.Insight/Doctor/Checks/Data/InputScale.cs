using System.Globalization;
using Cajal.Data;

namespace Cajal.Insight;

/// <summary>D5: columns far from 0 or widely spread, columns that never change, values that are missing or no number.</summary>
internal sealed class InputScale() : Check("D5", "scale of the inputs", Stage.Data, "computation-and-activations.md#21-normalisation-helps-but-is-not-magic")
{
    public override Finding? Examine(Examination examination)
    {
        var rows = examination.Rows;
        if (!examination.Asked.Input.DType.IsFloat() || rows.Count < 2) return null;
        var columns = Columns(rows);
        if (columns.Sum(c => c.NotFinite) is > 0 and int lost)
        {
            int at = Enumerable.Range(0, rows.Count).First(i => rows[i].ContainsAnyExceptInRange(float.MinValue, float.MaxValue));
            return Found(Severity.Error, $"{lost} values of the inputs are no numbers (NaN or infinite); they make the loss one too.", new Measurement("values that are no numbers", lost)) with
            {
                Places = [examination.NameOf(rows, at)],
                Causes = [new Cause("missing or infinite values in the data", 0.95)],
                Prescriptions = [new Prescription("Fill in or leave out what is missing before training")],
            };
        }
        var wide = examination.Thresholds["D5.scale"];
        var tiny = examination.Thresholds["D5.tiny"];
        int[] far = [.. Enumerable.Range(0, rows.Width).Where(c => Math.Max(Math.Abs(columns[c].Mean), columns[c].Spread) > wide.Value).OrderByDescending(c => Math.Max(Math.Abs(columns[c].Mean), columns[c].Spread))];
        double largest = columns.Max(c => c.Largest);
        if (far.Length > 0 || largest < tiny.Value && largest > 0)
        {
            if (IsNormalisedFirst(examination)) return null;
            var worst = far.Length > 0 ? columns[far[0]] : columns.MaxBy(c => c.Largest);
            return Found(Severity.Warning, far.Length > 0
                    ? $"{far.Length} of {rows.Width} input columns lie far from 0 or spread widely, so that no learning rate suits all weights."
                    : "All inputs are tiny, so that the first layer hears next to nothing.",
                [far.Length > 0 ? new Measurement("largest |mean| or spread of a column", Math.Max(Math.Abs(worst.Mean), worst.Spread)) { Threshold = wide, Window = $"{rows.Count} rows" }
                    : new Measurement("largest |x|", largest) { Threshold = tiny, Window = $"{rows.Count} rows" }]) with
            {
                Places = [.. far.Take(10).Select(c => string.Create(CultureInfo.InvariantCulture, $"input {c + 1}: mean {columns[c].Mean:G3}, spread {columns[c].Spread:G3}"))],
                Causes = [new Cause("inputs in raw units", 0.85) { For = ["Standardised columns have mean 0 and spread 1."] }],
                Prescriptions = [new Prescription("Standardise each column: x ← (x − mean) / spread, both from the training rows")],
                NotExcluded = ["A single extreme value can spread a column."],
            };
        }
        return Missing(examination) ?? Constant(examination, columns);
    }

    private Finding? Missing(Examination examination)
    {
        if (examination.Recipe?.Data.Features is not TableFeatures table) return null;
        var bound = examination.Thresholds["D5.missing"];
        var gaps = table.Columns.Where(c => c.MissingCount > bound.Value * c.Count).OrderByDescending(c => c.MissingCount).ToArray();
        return gaps.Length == 0 ? null : Found(Severity.Note, $"{gaps.Length} columns have many missing values, which are filled in.",
            new Measurement("largest share of missing values", (double)gaps[0].MissingCount / gaps[0].Count) { Threshold = bound }) with
        {
            Places = [.. gaps.Take(10).Select(c => string.Create(CultureInfo.InvariantCulture, $"column {c.Name}: {c.MissingCount} of {c.Count} missing"))],
        };
    }

    // Of pictures many pixels never change, and nothing is wrong.
    private Finding? Constant(Examination examination, (double Mean, double Spread, double Largest, int NotFinite)[] columns)
    {
        int[] still = [.. Enumerable.Range(0, columns.Length).Where(c => columns[c].Spread == 0)];
        return still.Length == 0 || examination.Rows.ExampleShape.Rank > 1 || examination.Rows.Count < 20 ? null
            : Found(Severity.Note, $"{still.Length} of {columns.Length} input columns hold one and the same value in all training rows and say nothing.", new Measurement("columns without spread", still.Length)) with
            {
                Places = [.. still.Take(10).Select(c => $"input {c + 1}")],
                Prescriptions = [new Prescription("Leave these columns out")],
            };
    }

    // A network that normalises its inputs itself may have them as they come.
    private static bool IsNormalisedFirst(Examination examination) => examination.ReadRecord((record, _) =>
        record.FirstOrDefault(n => n.Op is not (ViewOp or UpdateOp or Contiguous or Cast))?.Op.Name.Contains("Normalize", StringComparison.Ordinal) == true);

    private static (double Mean, double Spread, double Largest, int NotFinite)[] Columns(ExampleTable rows)
    {
        double[] sum = new double[rows.Width], squares = new double[rows.Width], largest = new double[rows.Width];
        int[] lost = new int[rows.Width];
        // Moments around the first row, so that a column far from 0 loses no digits.
        float[] origin = rows[0].ToArray();
        for (int i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            for (int c = 0; c < row.Length; c++)
            {
                double d = row[c] - (double)origin[c];
                if (!float.IsFinite(row[c])) lost[c]++;
                sum[c] += d;
                squares[c] += d * d;
                largest[c] = Math.Max(largest[c], Math.Abs(row[c]));
            }
        }
        double n = rows.Count;
        return [.. Enumerable.Range(0, rows.Width).Select(c => (origin[c] + sum[c] / n, Math.Sqrt(Math.Max(0, squares[c] / n - sum[c] / n * (sum[c] / n))), largest[c], lost[c]))];
    }
}
