using Cajal.Data;
using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Lectures;

/// <summary>What the size of a batch changes: updates, memory, the noise of gradients, and the loss that is reached. Documents 000 and 002.</summary>
internal sealed class BatchSizes() : LectureFigure("batch-size")
{
    private const int Epochs = 20, Seeds = 5, Count = 1280;

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var recipe = new Recipe
        {
            Data = "moons",
            DataOptions = new DatasetOptions { Count = Count, Noise = 0.2 },
            Validation = 0.2,
            Test = 0,
            Layers = "32,32",
            Optimizer = "sgd",
            LearningRate = 0.05,
            Epochs = Epochs,
            Seed = 1,
        };
        var comparison = Comparison.In(null, ReadySets.Of("batch", recipe, Seeds));
        if (!comparison.Run(cancellation: cancellation)) throw new OperationCanceledException(cancellation);
        int examples = Count * 4 / 5;
        var sizes = comparison.Plan.Settings.Select(s => s.Recipe.Batch == "all" ? examples : double.Parse(s.Recipe.Batch!, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        double[] Of(Func<ComparisonCell, double> figure) => [.. sizes.Select((_, s) => comparison.Of(s).Average(figure))];
        double[] updates = Of(c => c.Steps), bytes = Of(c => c.StepBytes / 1024.0), noise = Of(c => c.GradientNoise!.Value), loss = Of(c => c["loss"]);
        var sheet = new SmallMultiples("Larger batches have calmer gradients and need more memory, and the same examples give fewer updates", 2, 450, 300);
        foreach (var (title, label, values) in new[] { ("updates in " + Epochs + " epochs", "updates", updates), ("memory of a step", "KiB", bytes), ("noise of gradients at the first weights", "E|g(B) − g|² / |g|²", noise[..^1]), ("loss after the same examples", "validation loss", loss) })
        {
            var chart = new Chart(title, "examples in a batch", label).LogX().Line("", sizes[..values.Length], values, colour: 0, dots: true).RangeX(6, 1300);
            sheet.Add(values == loss ? chart : chart.LogY());
        }
        string All(double[] values) => string.Join(", ", values.Select(v => Say(v, v < 1 ? 3 : 4)));
        return new(sheet, $"A 2-32-32-1 network, {Epochs} epochs of {examples} points of the moons, plain descent with rate {Say(recipe.LearningRate.Value)}, means of {Seeds} runs, counted, not timed. Batches of {All(sizes)} (the last is all): {All(updates)} updates; " +
            $"{All(bytes)} KiB kept for a step; noise {All(noise)}; validation loss {All(loss)}. The multiply-adds are the same for all sizes, since each sees the same examples; but each update is a step, and at the same rate fewer steps get less far.");
    }
}
