using Cajal.Training;

namespace Cajal.Cli;

/// <summary>How a network did, for people: a line for each metric, and who was mistaken for whom.</summary>
internal static class EvaluationText
{
    private const int MostClasses = 12;

    public static void Write(Terminal terminal, RunEvaluation evaluation, string unit = "examples")
    {
        var output = terminal.Out;
        foreach (string note in evaluation.Notes) terminal.Error.WriteLine($"note: {note}");
        output.WriteLine($"{evaluation.Data}: {Numbers.Whole(evaluation.Figures.Examples)} {unit}");
        foreach (var metric in evaluation.Figures.Metrics) output.WriteLine($"{metric.Name} {Numbers.Metric(metric.Name, metric.Value)}");
        output.WriteLine($"loss {Numbers.Loss(evaluation.Figures.Loss)}");
        if (evaluation.Confusion is not { } confusion) return;
        output.WriteLine();
        if (evaluation.ClassNames.Count <= MostClasses) output.Write(Matrix(confusion, evaluation.ClassNames));
        else output.WriteLine(Mistakes(confusion, evaluation.ClassNames));
    }

    private static TextTable Matrix(ConfusionMatrix confusion, IReadOnlyList<string> names)
    {
        var table = new TextTable(["is, taken for", .. names]);
        string Cell(int label, int taken) => confusion[label, taken] == 0 && label != taken ? "·" : Numbers.Whole(confusion[label, taken]);
        for (int i = 0; i < names.Count; i++) table.Add([names[i], .. Enumerable.Range(0, names.Count).Select(j => Cell(i, j))]);
        return table;
    }

    private static string Mistakes(ConfusionMatrix confusion, IReadOnlyList<string> names)
    {
        var worst = from i in Enumerable.Range(0, names.Count)
                    from j in Enumerable.Range(0, names.Count)
                    where i != j && confusion[i, j] > 0
                    orderby confusion[i, j] descending
                    select $"{names[i]} taken for {names[j]} ({Numbers.Whole(confusion[i, j])})";
        return $"most frequent mistakes: {string.Join(", ", worst.Take(MostClasses).DefaultIfEmpty("none"))}";
    }
}
