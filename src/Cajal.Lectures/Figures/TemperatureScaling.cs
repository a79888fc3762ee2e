using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>An overfitted network says more than it knows; one number, the temperature, mends that. Source: Guo, Pleiss, Sun and Weinberger (2017).</summary>
internal sealed class TemperatureScaling() : LectureFigure("calibration")
{
    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var run = new MoonsExperiment(0, null, 2000, 0, cancellation);
        var (held, test) = (MoonsExperiment.ValidationPoints, MoonsExperiment.TestPoints);
        Tensor heldLogits = run.Model.Forward(held.X), logits = run.Model.Forward(test.X);
        // T = e^τ stays positive.
        var tau = new Parameter(Tensor.Scalar(0));
        Descent.Run(new Adam([tau], 0.05), () => (heldLogits / tau.Exp()).BinaryCrossEntropyWithLogits(held.Labels), 300, cancellation);
        double temperature = Math.Exp(tau.Item());
        Tensor cooled = logits / (float)temperature;
        Calibration before = Judged(logits, test.Labels), after = Judged(cooled, test.Labels);
        var chart = Chart.Reliability("An overfitted network is too sure; divided by a temperature it says what it knows").Reliability("as trained", before, colour: 1).Reliability($"temperature {Say(temperature)}", after, colour: 0);
        chart.RangeX(0.3, 1.04).RangeY(0.3, 1.04);
        return new(chart, $"The network of the regularisation figure after {run.Steps} steps, without restraint: {Percent(Descent.Accuracy(run.Model, test.X, test.Labels))} of 2,000 new points are right, before and after. The expected " +
            $"calibration error falls from {Percent(before.Error)} to {Percent(after.Error)}, the cross-entropy from {Say(logits.BinaryCrossEntropyWithLogits(test.Labels).Item())} to " +
            $"{Say(cooled.BinaryCrossEntropyWithLogits(test.Labels).Item())}. The temperature was fitted to 400 other points.");
    }

    private static Calibration Judged(Tensor logits, Tensor labels)
    {
        double[] p = [.. logits.Sigmoid().ToArray<float>().Select(v => (double)v)];
        float[] label = labels.ToArray<float>();
        return new([.. p.Select(v => Math.Max(v, 1 - v))], [.. p.Select((v, i) => v > 0.5 == label[i] > 0.5)], bins: 10);
    }
}
