using Cajal.Insight;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Lectures;

/// <summary>The weights that are left with no penalty, with L2 and with L1. Document 002.</summary>
internal sealed class WeightPenalties() : LectureFigure("l1-l2")
{
    private const int Features = 24, Useful = 5, Count = 60;

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var rng = new Rng(3);
        Tensor x = Tensor.Normal([Count, Features], rng, dtype: DType.Float64), noise = Tensor.Normal([Count, 1], rng, dtype: DType.Float64);
        double[] truth = [.. Enumerable.Range(0, Features).Select(i => i < Useful ? 1.5 - 0.25 * i : 0)];
        Tensor y = x.MatMul(Tensor.From(truth, [Features, 1])) + 0.8 * noise;
        Tensor testX = Tensor.Normal([2000, Features], rng, dtype: DType.Float64), testY = testX.MatMul(Tensor.From(truth, [Features, 1]));
        var sheet = new SmallMultiples("L2 makes all weights smaller, L1 makes most of them zero", 1, 860, 240);
        var said = new List<string>();
        foreach (var (title, penalty) in new (string, Penalty?)[] { ("no penalty", null), ("L2, λ = 0.1", new L2Penalty(0.1)), ("L1, λ = 0.3", new ProximalL1(0.3)) })
        {
            var layer = new Linear(Features, 1, rng.Fork(title), bias: false, dtype: DType.Float64);
            var descent = new GradientDescent(layer.Parameters, 0.05);
            var step = new PlannedStep(_ =>
            {
                var loss = layer.Forward(x).MeanSquaredError(y) + (penalty?.Loss(layer) ?? Tensor.Scalar(0, DType.Float64));
                descent.Step(Tape.Recording!.Gradients(loss));
                penalty?.AfterStep(layer, descent);
                return [loss];
            });
            for (int i = 0; i < 2000; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                step.Run();
            }
            double[] w = layer.Weight.ToArray<double>();
            sheet.Add(new Chart(title, "", "weight").RangeY(-0.7, 1.9).Bars("learned", [.. Enumerable.Range(1, Features).Select(i => $"{i}")], w, colour: 0)
                .Bars("truth", [.. Enumerable.Range(1, Features).Select(i => $"{i}")], truth, colour: 1));
            said.Add($"{title}: {w.Count(v => v == 0)} of {Features} weights are exactly zero, Σ|w| = {Say(w.Sum(Math.Abs))}, test error {Say(layer.Forward(testX).MeanSquaredError(testY).Item())}");
        }
        return new(sheet, $"A linear layer with {Features} inputs, of which the first {Useful} matter, learns from {Count} noisy examples. {string.Join("; ", said)}. L2 pulls a weight in proportion to its size, " +
            "L1 with the same force at every size; so L1 selects features.");
    }
}
