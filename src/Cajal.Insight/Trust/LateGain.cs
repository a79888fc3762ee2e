using System.Globalization;

namespace Cajal.Insight;

/// <summary>What the second half of a training's time has bought: the best figure on the validation part by its middle, and at its end.</summary>
/// <param name="Figure">Accuracy, or the validation loss.</param>
/// <param name="Early">The best by half the time.</param>
/// <param name="Best">The best of all.</param>
/// <param name="Error">Standard error of the figure for so many examples; NaN where it is not known.</param>
/// <param name="Seconds">Seconds of the second half.</param>
public sealed record LateGain(string Figure, double Early, double Best, double Error, double Seconds)
{
    /// <summary>True when it bought less than one standard error. Research note, catalogue E1.</summary>
    public bool IsSmall => Math.Abs(Best - Early) < Error;

    /// <summary>What to know, in words.</summary>
    public string Sentence => string.Create(CultureInfo.InvariantCulture, $"The second half of the time, {Words.Duration(Seconds)}, moved {Figure} from {Words.Number(Early)} to {Words.Number(Best)}")
        + (double.IsNaN(Error) ? "." : $", {(IsSmall ? "less" : "no less")} than its standard error of {Words.Number(Error)}.");

    /// <summary>Of a course; null when it has fewer than four epochs.</summary>
    /// <param name="figure">Its name.</param>
    /// <param name="seconds">Time at the end of each epoch.</param>
    /// <param name="figures">The figure then.</param>
    /// <param name="higherIsBetter">How it is read.</param>
    /// <param name="examples">Validation examples; those of an accuracy say its standard error, √(p(1 − p)/n).</param>
    public static LateGain? Of(string figure, IReadOnlyList<double> seconds, IReadOnlyList<double> figures, bool higherIsBetter, int examples)
    {
        const int Least = 4;
        if (figures.Count < Least || figures.Any(f => !double.IsFinite(f))) return null;
        double[] early = [.. figures.Where((_, i) => seconds[i] <= seconds[^1] / 2).DefaultIfEmpty(figures[0])];
        double before = higherIsBetter ? early.Max() : early.Min(), best = higherIsBetter ? figures.Max() : figures.Min();
        double error = figure == "accuracy" ? Math.Sqrt(Math.Max(best * (1 - best), 0.25 / examples) / examples) : double.NaN;
        return new(figure, before, best, error, seconds[^1] / 2);
    }

    internal static LateGain? Of(ReportSource source)
    {
        if (source.Recipe.Split is not { Validation: > 0 } split) return null;
        if (source.Metrics is not { } table)
            return source.History.Count == 0 ? null : Pick(source.History.All(e => e["accuracy"] is not null), [.. source.History.Select(e => e.Seconds)], name => [.. source.History.Select(e => (name == "loss" ? e.ValidationLoss : e[name]) ?? double.NaN)]);
        return !table.Columns.Contains("validation_loss") || table.Rows.Count == 0 ? null
            : Pick(table.Columns.Contains("validation_accuracy"), [.. table["seconds"].Select(v => v ?? double.NaN)], name => [.. table[$"validation_{name}"].Select(v => v ?? double.NaN)]);

        LateGain? Pick(bool hasAccuracy, double[] seconds, Func<string, double[]> course) => hasAccuracy ? Of("accuracy", seconds, course("accuracy"), true, split.Validation) : Of("loss", seconds, course("loss"), false, split.Validation);
    }
}
