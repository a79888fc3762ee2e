using Cajal.Training;

namespace Cajal.Cli;

/// <summary>A finished comparison for people: a table of means with their spread, and what can be said about the best.</summary>
internal static class ComparisonText
{
    public static void Write(Terminal terminal, Comparison comparison, string folder)
    {
        var plan = comparison.Plan;
        string each = plan.Folds > 1 ? $"{Seeds(plan.Seeds)} x {plan.Folds} folds" : Seeds(plan.Seeds);
        terminal.Out.WriteLine($"{plan.Title}: {plan.Settings.Count} settings, {each}; mean ± standard deviation");
        terminal.Out.WriteLine();
        terminal.Out.Write(Table(comparison));
        terminal.Out.WriteLine();
        if (plan.MeasuresFirstGradient) terminal.Out.WriteLine(FirstGradients(comparison));
        foreach (string sentence in ComparisonVerdict.Of(comparison)) terminal.Out.WriteLine(sentence);
        terminal.Out.WriteLine($"The trainings are kept in {folder}.");
    }

    private static string Seeds(int count) => count == 1 ? "1 seed" : $"{count} seeds";

    private static TextTable Table(Comparison comparison)
    {
        bool noisy = comparison.Plan.MeasuresNoise, first = comparison.Plan.MeasuresFirstGradient;
        string figure = comparison.Figure;
        string[] head = ["setting", figure, $"training {figure}", "loss", "parameters", "epochs", "time"];
        var table = new TextTable([.. head, .. noisy ? ["memory of a step", "gradient noise"] : Array.Empty<string>(),
            .. first ? ["gradient of layer 1", "at the end"] : Array.Empty<string>(), "failed"]);
        for (int s = 0; s < comparison.Plan.Settings.Count; s++)
        {
            ComparisonCell[] cells = [.. comparison.Of(s)], good = [.. cells.Where(c => c.Trouble is null)];
            double Mean(Func<ComparisonCell, double> of) => good.Length == 0 ? double.NaN : good.Average(of);
            table.Add(
            [
                comparison.Plan.Settings[s].Name,
                Text(figure, comparison.SpreadOf(s, figure)),
                Text(figure, Spread.Of(good.Select(c => c.Training![figure]))),
                Text("loss", comparison.SpreadOf(s, "loss")),
                Numbers.Whole(cells[0].Parameters),
                double.IsNaN(Mean(c => c.Epochs)) ? "" : Numbers.Whole((long)Math.Round(Mean(c => c.Epochs))),
                good.Length == 0 ? "" : $"{Numbers.Loss(Middle(good.Select(c => c.Seconds)))} s",
                .. noisy ? [Bytes(Mean(c => c.StepBytes)), Noise(Spread.Of(good.Select(c => c.GradientNoise ?? double.NaN)))] : Array.Empty<string>(),
                .. first ? [Norm(good, norms => norms[0]), Norm(good, norms => norms[^1])] : Array.Empty<string>(),
                good.Length == cells.Length ? "" : $"{cells.Length - good.Length} of {cells.Length}",
            ]);
        }
        return table;
    }

    // The first training of all also compiles, which a mean would show as the first setting's slowness.
    private static double Middle(IEnumerable<double> seconds)
    {
        double[] sorted = [.. seconds.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Text(string figure, Spread spread)
    {
        if (spread.Count == 0) return "none";
        string mean = figure == "loss" ? Numbers.Loss(spread.Mean) : Numbers.Metric(figure, spread.Mean);
        if (double.IsNaN(spread.Deviation)) return mean;
        string deviation = figure == "loss" ? Numbers.Loss(spread.Deviation) : Numbers.Metric(figure, spread.Deviation);
        return mean.EndsWith(" %", StringComparison.Ordinal) ? $"{mean[..^2]} ± {deviation}" : $"{mean} ± {deviation}";
    }

    private static string Norm(ComparisonCell[] cells, Func<IReadOnlyList<double>, double> of) =>
        cells.Length == 0 ? "" : Numbers.Loss(Middle(cells.Select(c => of(c.FirstGradients!))));

    // Of the first seed: the first setting as a line, the second as circles.
    private static string FirstGradients(Comparison comparison)
    {
        double[][] norms = [.. Enumerable.Range(0, comparison.Plan.Settings.Count).Select(s =>
            comparison.Of(s).First().FirstGradients?.Select(n => Math.Max(n, double.Epsilon)).ToArray() ?? [])];
        return LossCurve.Draw(norms[0], [.. norms[1].Select(n => (double?)n)], "norm of the first layer's gradient",
            (comparison.Plan.Settings[0].Name, comparison.Plan.Settings[1].Name), first: 0);
    }

    private static string Noise(Spread spread) => spread.Count == 0 ? "none" : Numbers.Loss(spread.Mean);

    private static string Bytes(double bytes) => double.IsNaN(bytes) ? "" : bytes < 1e6 ? $"{Numbers.Loss(bytes / 1e3)} kB"
        : $"{Numbers.Loss(bytes / 1e6)} MB";
}
