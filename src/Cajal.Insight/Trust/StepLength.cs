using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>Where a step lands in the valley it steps through: α = −(g₁·s)/(g₀·s), g₀ and g₁ the gradients of one batch before and after the step s.</summary>
/// <remarks>On a parabola along s: −1 at the start, 0 at the bottom, 1 as high on the other side. Source: Schneider, Dangel and Hennig (2021), Cockpit; here without its weighting by noise,
/// since both gradients are those of one batch.</remarks>
internal static class StepLength
{
    private const int WarmUp = 20, Steps = 15;

    /// <summary>The middle of some steps that the recipe's optimizer goes on to make from the present weights; the weights move.</summary>
    public static double Of(PreparedRun prepared)
    {
        var turn = prepared.Objective.Turns[0];
        Parameter[] moved = [.. turn.Moved.Parameters.Where(p => p.Trainable)];
        var optimizer = Optimizer.Parse(prepared.Recipe.Optimizer!, moved, prepared.Recipe.LearningRate);
        var source = prepared.TrainingSource();
        var buffers = new BatchBuffers(source);
        var found = new List<double>();
        for (int step = 0; step < WarmUp + Steps; step++)
        {
            if (step % source.Count == 0) source.StartEpoch(step / source.Count);
            var (x, targets) = buffers.Fill(step % source.Count, 0, source.SizeOf(step % source.Count));
            bool isMeasured = step >= WarmUp;
            double[] before = isMeasured ? Numbers(moved) : [], first = isMeasured ? Gradient() : [];
            using (var tape = Tape.Start()) optimizer.Step(tape.Gradients(turn.Loss(x, targets)));
            if (!isMeasured) continue;
            double[] after = Numbers(moved), second = Gradient();
            double at = 0, then = 0;
            for (int k = 0; k < before.Length; k++) (at, then) = (at + first[k] * (after[k] - before[k]), then + second[k] * (after[k] - before[k]));
            if (at != 0) found.Add(-then / at);

            double[] Gradient()
            {
                using var tape = Tape.Start(Mode.Inference);
                var gradients = tape.Gradients(turn.Loss(x, targets));
                return [.. moved.SelectMany(p => gradients.TryGet(p, out var g) ? g.To(DType.Float64).ToArray<double>() : new double[p.Count])];
            }
        }
        double[] sorted = [.. found.Where(double.IsFinite).Order()];
        return sorted.Length == 0 ? double.NaN : Quantiles.Of(sorted, 0.5);
    }

    private static double[] Numbers(Parameter[] parameters) => [.. parameters.SelectMany(p => p.To(DType.Float64).ToArray<double>())];
}
