using Cajal.Data;

namespace Cajal.Insight;

/// <summary>E2: half of the hidden units can be silenced, and the answers stay as good: a smaller network would do.</summary>
/// <remarks>Those with the smallest activations are silenced in all hidden linear layers at once, by zeros for their weights and biases; the others are trained on for some steps; then the
/// network answers again. Its own weights are put back.</remarks>
internal sealed class LargerThanNeeded() : Check("E2", "larger than needed", Stage.Trust, "computation-and-activations.md#16-capacity-changes-the-fit")
{
    private const int LeastUnits = 16;

    // Half of a network is trained on for some steps, at last at a tenth of the rate; where that is not enough, for more.
    private static readonly int[] Steps = [200, 600];

    public override Finding? Examine(Examination e)
    {
        if (!e.IsTrained || e.IsRunning || e.Task.Kind is not { } kind || e.Task.PriorLoss is not { } prior || e.ValidationAnswers is not { } answers || answers.Loss > 0.7 * prior) return null;
        var layers = HiddenUnits.Of(e);
        int units = layers.Sum(l => l.Count);
        if (layers.Count == 0 || layers.Any(l => l.Count < LeastUnits)) return null;
        double[] before = Figures(answers);
        var (_, spreadBefore) = Statistics.Moments(before);
        var bound = e.Thresholds["E2.errors"];
        if (Steps.Select(s => ((double Mean, double Error)?)Halved(s)).FirstOrDefault(h => h!.Value.Mean <= Bearable(h.Value.Error)) is not var (mean, error)) return null;
        string smaller = string.Join(",", layers.Select(l => l.Count / 2));
        return Found(Severity.Note, FormattableString.Invariant($"Half of the {units} hidden units can be silenced and the {(kind == TaskKind.Numbers ? "loss" : "share of right answers")} stays within its noise: the network is larger than this task needs."),
            new Measurement($"{(kind == TaskKind.Numbers ? "rise of the loss" : "fall of the share of right answers")} with half of the units", mean) { Low = mean - 1.96 * error, High = mean + 1.96 * error, Threshold = bound with { Value = Bearable(error) }, Window = $"{before.Length} validation rows" },
            new Measurement("parameters", e.Trainer.Model.Parameters.Sum(p => (double)p.Count))) with
        {
            Places = [.. layers.Select(l => $"layer {l.Name}: {l.Count} units")],
            Prescriptions = [new Prescription("Halve the hidden layers", ("layers", smaller))],
            NotExcluded = ["A larger network may have been easier to train than half of it would be."],
        };

        // Of numbers that are foretold almost exactly, a small part of what was learned may be lost too.
        double Bearable(double error) => Math.Max(bound.Value * error, kind == TaskKind.Numbers ? e.Thresholds["E2.share"].Value * (prior - answers.Loss) : 0);

        // What half of the units cost, row by row, after so many steps.
        (double Mean, double Error) Halved(int steps)
        {
            double[] after = Figures(e.AnswersWith(answers.Table, () =>
            {
                HiddenUnits.Silence(layers, 0.5);
                // The optimizer's averages would stir them again.
                Learn(Movement.Rate(e), steps * 3 / 4);
                Learn(Math.Min(e.Trainer.Optimizer.LearningRate, Movement.Rate(e) / 10), steps / 4);
            }));
            var (mean, spread) = Statistics.Moments([.. before.Zip(after, (b, a) => kind == TaskKind.Numbers ? a - b : b - a)]);
            return (mean, Math.Max(spread, spreadBefore) / Math.Sqrt(before.Length));
        }

        void Learn(double rate, int steps) => e.Trials.Walk(rate, steps, () => HiddenUnits.Silence(layers, 0.5));

        double[] Figures(Answers of) => kind == TaskKind.Numbers ? of.Losses : of.Right(kind);
    }
}
