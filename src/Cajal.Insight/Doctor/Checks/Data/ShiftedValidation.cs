using System.Globalization;

namespace Cajal.Insight;

/// <summary>D7: validation asks about other inputs than training. The population stability index Σ (v − t)·ln(v/t) over ten bins of each column, held against what rows
/// drawn from one source give: χ² of nine degrees of freedom times 1/n + 1/m.</summary>
/// <remarks>Where classes have other shares in validation, rows are weighed so that this alone is no shift of the columns.</remarks>
internal sealed class ShiftedValidation() : Check("D7", "training and validation differ", Stage.Data, "hidden-layers-and-backpropagation.md#12-generalisation-is-still-the-target")
{
    private const int Bins = 10, MostRows = 4000;

    public override Finding? Examine(Examination examination)
    {
        if (examination.ValidationRows is not { Count: >= 20 } validation || examination.Task.Kind is null || examination.IsAugmented) return null;
        var train = examination.Rows;
        var bound = examination.Thresholds["D7.psi"];
        var (shares, ofClasses) = Shares(examination, train, validation, bound.Value);
        int[] looked = Spread(train.Count), judged = Spread(validation.Count);
        double[] weights = [.. judged.Select(i => shares?[i] ?? 1)];
        double effective = weights.Sum() * weights.Sum() / weights.Sum(w => w * w), z = Statistics.SharedTail(train.Width + 2);
        var shifted = new List<(int Column, double Index, double Floor, double From, double To)>();
        if (examination.Train.Input.DType.IsFloat())
            for (int c = -2; c < train.Width; c++)
                if (c >= 0 || train.Width > 8)
                {
                    var (index, floor, from, to) = Index(Column(train, looked, c), Column(validation, judged, c), weights, effective, z);
                    if (index > bound.Value && index > floor) shifted.Add((c, index, floor, from, to));
                }
        if (shifted.Count == 0) return ofClasses;
        var worst = shifted.MaxBy(s => s.Index);
        bool isCourse = examination.Recipe?.Data.IsOrdered == true || examination.IsSeries;
        return Found(isCourse ? Severity.Note : Severity.Warning,
            $"Validation rows are spread otherwise than training rows in {shifted.Count} of {train.Width} columns{(isCourse ? "; the parts follow each other in time, so it may have to be so" : "")}.",
            new Measurement($"stability index of {Name(worst.Column)}", worst.Index) { Threshold = bound, Window = string.Create(CultureInfo.InvariantCulture, $"{looked.Length} and {judged.Length} rows; chance gives up to {worst.Floor:G2}") }) with
        {
            Places = [.. shifted.OrderByDescending(s => s.Index).Take(10).Select(s => string.Create(CultureInfo.InvariantCulture, $"{Name(s.Column)}: mean {s.From:G3} in training, {s.To:G3} in validation"))],
            Causes = [new Cause("validation rows from another source or time than training rows", 0.8), new Cause("a preparation that differs between the parts", 0.4)],
            Prescriptions = [new Prescription("Split by lot, and prepare both parts by one and the same code with the training part's numbers"),
                new Prescription("Where later use will differ in this way too, keep the split and collect such rows for training")],
            NotExcluded = ["The shift may be meant, as a test of another situation."],
        };

        static string Name(int column) => column switch { -2 => "the mean of a row", -1 => "the spread of a row", _ => $"input {column + 1}" };
    }

    // Weights that give validation the class shares of training, and a finding where those differ.
    private (double[]?, Finding?) Shares(Examination examination, ExampleTable train, ExampleTable validation, double bound)
    {
        if (Classes.Of(train, examination.Task) is not { } t || Classes.Of(validation, examination.Task) is not { } v) return (null, null);
        int k = examination.Task.Classes;
        double[] p = [.. Classes.Counts(t, k).Select(c => (c + 0.5) / (t.Length + 0.5 * k))], q = [.. Classes.Counts(v, k).Select(c => (c + 0.5) / (v.Length + 0.5 * k))];
        double index = p.Zip(q).Sum(s => (s.Second - s.First) * Math.Log(s.Second / s.First));
        double floor = Statistics.ChiSquare(k - 1, Statistics.SharedTail(1)) * (1.0 / t.Length + 1.0 / v.Length);
        if (index <= floor) return (null, null);
        double[] weights = [.. v.Select(c => Math.Min(10, p[c] / q[c]))];
        if (index <= bound) return (weights, null);
        bool isBalanced = examination.Recipe?.Recipe.Balanced == true || p.Max() < 1.3 * p.Min();
        int worst = Enumerable.Range(0, k).MaxBy(c => Math.Abs(p[c] - q[c]));
        return (weights, Found(isBalanced ? Severity.Note : Severity.Warning,
            $"Classes have other shares in validation than in training{(isBalanced ? ", where they are balanced" : "")}.",
            new Measurement("stability index of the classes", index) { Threshold = examination.Thresholds["D7.psi"], Window = string.Create(CultureInfo.InvariantCulture, $"chance gives up to {floor:G2}") }) with
        {
            Places = [string.Create(CultureInfo.InvariantCulture, $"class {worst}: {p[worst]:P1} of training, {q[worst]:P1} of validation")],
            Causes = [new Cause("a split that is not drawn by lot", 0.7)],
            Prescriptions = [new Prescription("Split by lot within each class")],
        });
    }

    private static int[] Spread(int count) => [.. Enumerable.Range(0, Math.Min(count, MostRows)).Select(i => (int)((long)i * count / Math.Min(count, MostRows)))];

    private static double[] Column(ExampleTable table, int[] rows, int column)
    {
        double[] values = new double[rows.Length];
        for (int i = 0; i < values.Length; i++)
        {
            if (column >= 0)
            {
                values[i] = table[rows[i]][column];
                continue;
            }
            double sum = 0, squares = 0;
            foreach (float x in table[rows[i]])
            {
                sum += x;
                squares += (double)x * x;
            }
            double mean = sum / table.Width;
            values[i] = column == -2 ? mean : Math.Sqrt(Math.Max(0, squares / table.Width - mean * mean));
        }
        return values;
    }

    private static (double Index, double Floor, double From, double To) Index(double[] train, double[] validation, double[] weights, double effective, double z)
    {
        double[] sorted = [.. train.Order()];
        // Few values are a bin each, and one for all others; else bins end at tenths of the rows, and a value never stands on both sides of an end.
        double[] values = [.. sorted.Distinct().Take(Bins + 1)];
        bool isFew = values.Length <= Bins;
        double[] cuts = isFew ? values : [.. Enumerable.Range(1, Bins - 1).Select(i => sorted[(int)((long)i * sorted.Length / Bins)]).Distinct()];
        double[] t = new double[cuts.Length + 1], v = new double[cuts.Length + 1];
        foreach (double x in train) t[Bin(x)]++;
        for (int i = 0; i < validation.Length; i++) v[Bin(validation[i])] += weights[i];
        double total = weights.Sum(), index = 0;
        int bins = 0;
        for (int b = 0; b < t.Length; b++)
        {
            if (t[b] == 0 && v[b] == 0) continue;
            bins++;
            double p = (t[b] + 0.5) / (train.Length + 0.5 * t.Length), q = (v[b] / total * effective + 0.5) / (effective + 0.5 * t.Length);
            index += (q - p) * Math.Log(q / p);
        }
        double mean = 0;
        for (int i = 0; i < validation.Length; i++) mean += weights[i] * validation[i];
        return (index, bins < 2 ? double.PositiveInfinity : Statistics.ChiSquare(bins - 1, z) * (1.0 / train.Length + 1 / effective), train.Average(), mean / total);

        int Bin(double x)
        {
            int at = Array.BinarySearch(cuts, x);
            return at >= 0 ? at : isFew ? cuts.Length : ~at;
        }
    }
}
