namespace Cajal.Insight;

/// <summary>How numbers are answered: answers against the truth with an interval, and what is left over.</summary>
internal static class NumbersSection
{
    public static void Add(Page page, JudgedPart part)
    {
        page.Heading("Answers and what is left over");
        int[] kept = [.. Enumerable.Range(0, part.Count).Where(i => double.IsFinite(part.Answers.Value(i)) && double.IsFinite(part.Value(i)))];
        page.Say($"{part.Sentence}" + (kept.Length < part.Count ? $"; {part.Count - kept.Length} got no number for an answer." : "."));
        if (kept.Length < 2) return;
        double[] answers = [.. kept.Select(part.Answers.Value)], truth = [.. kept.Select(part.Value)], rest = [.. truth.Zip(answers, (t, a) => t - a)], sorted = [.. rest.Order()];
        double low = Quantiles.Of(sorted, 0.05), high = Quantiles.Of(sorted, 0.95), first = answers.Min(), last = answers.Max();
        string target = part.Data.Targets!.Name;
        var sheet = new SmallMultiples("Truth against answer, and the residuals", 2, 440, 380);
        var scatter = new Chart("Nine of ten lie in the band", $"answer ({target})", $"truth ({target})").Band("90 % interval", [first, last], [first + low, last + low], [first + high, last + high], colour: 0)
            .Line("truth = answer", [first, last], [first, last], colour: 7, dashed: true).Scatter("example", answers, truth, colour: 1, size: 4);
        sheet.Add(scatter);
        sheet.Add(new Chart("Residuals: truth − answer", $"answer ({target})", "residual").Scatter("example", answers, rest, colour: 1, size: 4).RuleY(0));
        sheet.Add(new Chart("Residuals: how they are spread", "residual", "examples").Histogram("residuals", rest, bins: 24).RuleX(low, "5 %").RuleX(high, "95 %"));
        sheet.Add(new Chart("Residuals against the normal curve", "quantile of the normal curve", "residual").Scatter("example", Normal(sorted.Length), sorted, colour: 1, size: 4));
        page.Draw(sheet);
        page.Say($"A new answer y stands for a number between y {Signed(low)} and y {Signed(high)} in nine of ten cases, if new examples are like these: the interval is that of the residuals "
            + "here, of one width everywhere, and holds as far as they do not widen with the answer.");
    }

    private static string Signed(double value) => value < 0 ? $"− {Words.Number(-value)}" : $"+ {Words.Number(value)}";

    // Φ⁻¹((i + ½)/n), by halving intervals of Φ as a sum of logistic steps would not be exact enough; erf is an operation of the house.
    private static double[] Normal(int count)
    {
        double[] grid = [.. Numbers.Between(-5, 5, 2001)], phi = ((Tensor.From(grid) * (1 / Math.Sqrt(2))).Erf() * 0.5 + 0.5).ToArray<double>(), quantiles = new double[count];
        for (int i = 0, at = 0; i < count; i++)
        {
            double share = (i + 0.5) / count;
            while (at < grid.Length - 1 && phi[at] < share) at++;
            quantiles[i] = grid[at];
        }
        return quantiles;
    }
}
