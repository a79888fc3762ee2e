using Cajal.Data;

namespace Cajal.Training;

/// <summary>The summary that is saved with a network: what its training part looked like, and its answers where it did not learn.</summary>
internal static class AnswerSummary
{
    private const int MostResiduals = 2000;

    /// <summary>Lets the trained network of a run answer, and adds it up.</summary>
    public static DataSummary Of(PreparedRun prepared, CancellationToken cancellation)
    {
        var model = prepared.Model;
        var examples = prepared.Validation ?? prepared.Train;
        var answers = model.Predict(examples, cancellation);
        return DataSummary.Of(prepared.Split.Train) with
        {
            Answers = ColumnSummary.Of(ColumnOf(answers), [.. Enumerable.Range(0, answers.Count)]),
            Residuals = prepared.Validation is not null && model.Preprocessing.Target is NumberScaling scaling ? Residuals(answers, examples.Values.ToArray(), scaling) : null,
        };
    }

    /// <summary>Answers as a column: the classes named, or the numbers; what is no answer counts as missing.</summary>
    public static Column ColumnOf(Predictions answers) => answers.IsClassification
        ? new CategoryColumn("answer", [.. Enumerable.Range(0, answers.Count).Select(answers.Label)], [.. answers.ClassNames])
        : new NumberColumn("answer", [.. Enumerable.Range(0, answers.Count).Select(answers.Value).Select(v => double.IsFinite(v) ? v : double.NaN)]);

    // Of many, some that are evenly spread.
    private static double[] Residuals(Predictions answers, float[] truth, NumberScaling scaling)
    {
        int count = Math.Min(truth.Length, MostResiduals);
        return [.. Enumerable.Range(0, count).Select(k => (int)((long)k * truth.Length / count)).Select(i => Math.Abs(truth[i] - scaling.ToScaled(answers.Value(i)))).Where(double.IsFinite).Order()];
    }
}
