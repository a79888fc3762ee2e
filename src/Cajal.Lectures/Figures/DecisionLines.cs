using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>Each hidden unit draws a line; together they enclose a region. Documents 003 and 004.</summary>
internal sealed class DecisionLines() : LectureFigure("decision-lines")
{
    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        const int Units = 4;
        var points = Points.Of("circle", 300, seed: 4);
        var rng = new Rng(6);
        Linear hidden = new(2, Units, rng), output = new(Units, 1, rng);
        var net = new Sequential(hidden, Activation.Tanh, output);
        double[] losses = Descent.Run(new Adam(net.Parameters, 0.03), () => net.Forward(points.X).BinaryCrossEntropyWithLogits(points.Labels), 1500, cancellation);
        var region = Surface.Of(x => net.Forward(x).Sigmoid(), -6, 6, -6, 6);
        var chart = new Chart($"{Units} hidden units draw {Units} lines, and the output joins their sides into one region", "x₁", "x₂") { Width = 620, Height = 640 }.Probability(region);
        for (int u = 0; u < Units; u++)
        {
            int unit = u;
            chart.Level("one unit's line", Surface.Of(x => hidden.Forward(x).Select(1, unit), -6, 6, -6, 6), 0, colour: 7, dashed: true);
        }
        chart.Level("boundary of the network", region, 0.5, colour: 2);
        points.Draw(chart, "outside", "inside", 5);
        return new(chart.RangeX(-6, 6).RangeY(-6, 6).Equal(), $"A 2-{Units}-1 network of tanh units after {losses.Length} steps: loss {Say(losses[0])} at first, {Say(losses[^1])} at last, {Percent(Descent.Accuracy(net, points.X, points.Labels))} of 300 points " +
            "are right. Each dashed line is where one hidden unit's sum is zero.");
    }
}
