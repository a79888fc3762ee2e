using System.Globalization;

namespace Cajal.Insight;

/// <summary>D7: validation asks about other inputs than training. The population stability index Σ (v − t)·ln(v/t) over ten bins of each column, held against what rows
/// drawn from one source give: χ² of nine degrees of freedom times 1/n + 1/m.</summary>
/// <remarks>Where classes have other shares in validation, rows are weighed so that this alone is no shift of the columns.</remarks>
internal sealed class ShiftedValidation() : Check("D7", "training and validation differ", Stage.Data, "hidden-layers-and-backpropagation.md#12-generalisation-is-still-the-target")
{
    public override Finding? Examine(Examination examination)
    {
        if (examination.ValidationRows is not { Count: >= 20 } validation || examination.Task.Kind is null || examination.IsAugmented) return null;
        var train = examination.Rows;
        var bound = examination.Thresholds["D7.psi"];
        var (shares, ofClasses) = Shares(examination, train, validation, bound.Value);
        var shifted = ColumnShift.Of(examination, train, validation, WithoutCopies(examination, validation, shares), bound.Value);
        if (shifted.Count == 0) return ofClasses;
        var worst = shifted.MaxBy(s => s.Index)!;
        bool isCourse = examination.Recipe?.Data.IsOrdered == true || examination.IsSeries;
        return Found(isCourse ? Severity.Note : Severity.Warning,
            $"Validation rows are spread otherwise than training rows in {shifted.Count} of {train.Width} columns{(isCourse ? "; the parts follow each other in time, so it may have to be so" : "")}.",
            new Measurement($"stability index of {worst.Name}", worst.Index) { Threshold = bound, Window = string.Create(CultureInfo.InvariantCulture, $"{train.Count} and {validation.Count} rows; chance gives up to {worst.Floor:G2}") }) with
        {
            Places = [.. shifted.OrderByDescending(s => s.Index).Take(10).Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Name}: mean {s.From:G3} in training, {s.To:G3} in validation"))],
            Causes = [new Cause("validation rows from another source or time than training rows", 0.8), new Cause("a preparation that differs between the parts", 0.4)],
            Prescriptions = [new Prescription("Split by lot, and prepare both parts by one and the same code with the training part's numbers"),
                new Prescription("Where later use will differ in this way too, keep the split and collect such rows for training")],
            NotExcluded = ["The shift may be meant, as a test of another situation."],
        };
    }

    // Rows that were copied from training and changed a little come from no other source; what they changed is not held against the others.
    private static double[]? WithoutCopies(Examination examination, ExampleTable validation, double[]? weights)
    {
        if (examination.Copies is not { IsLeak: true } copies || copies.Pairs.Count > validation.Count / 2) return weights;
        double[] left = weights ?? [.. Enumerable.Repeat(1.0, validation.Count)];
        foreach (var (row, _) in copies.Pairs) left[row] = 0;
        return left;
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
}
