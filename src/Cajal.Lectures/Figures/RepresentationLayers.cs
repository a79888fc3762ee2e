using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>The plane as each layer of a trained network bends it, and how well one line then parts the classes. Document 001.</summary>
internal sealed class RepresentationLayers() : LectureFigure("representation-layers")
{
    private const int Depth = 5, Grid = 25, Steps = 3000;

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        Points train = Points.Of("moons", 300, 0.12, seed: 21), test = Points.Of("moons", 1000, 0.12, seed: 22);
        int[] sizes = [2, .. Enumerable.Repeat(2, Depth), 1];
        var net = Mlp.Build(sizes, new Rng(4), "tanh");
        double[] losses = Descent.Run(new Adam(net.Parameters, 0.01), () => net.Forward(train.X).BinaryCrossEntropyWithLogits(train.Labels), Steps, cancellation);
        var sheet = new SmallMultiples("Layer by layer the plane is bent, until one line parts the two moons", 3, 340, 350);
        Tensor here = train.X, there = test.X, grid = Plane(-1.7f, 2.7f, -1.2f, 1.7f);
        var scores = new List<string>();
        for (int layer = 0; layer <= Depth; layer++)
        {
            if (layer > 0)
            {
                Tensor Next(Tensor a) => net[2 * layer - 1].Forward(net[2 * layer - 2].Forward(a));
                (here, there, grid) = (Next(here), Next(there), Next(grid));
            }
            var probe = Probe(here, train.Labels, cancellation);
            double score = Descent.Accuracy(probe, there, test.Labels);
            var chart = new Chart($"{(layer == 0 ? "input" : $"layer {layer}")}: a line gets {Percent(score)}", layer == 0 ? "x₁" : "a₁", layer == 0 ? "x₂" : "a₂")
                .WarpedGrid("the input's grid", grid.Reshape(Grid, Grid, 2), colour: 7);
            if (layer == 0) chart.RangeX(-1.7, 2.7).RangeY(-1.2, 1.7);
            else chart.RangeX(-1.1, 1.1).RangeY(-1.1, 1.1);
            double reach = layer == 0 ? 3 : 1.1;
            chart.Level("the best line", Surface.Of(probe.Forward, -reach, reach, -reach, reach), 0, colour: 2);
            train.At(here).Draw(chart, "upper moon", "lower moon", 5);
            sheet.Add(chart);
            scores.Add(Percent(score));
        }
        return new(sheet, $"A network of {Depth} hidden layers of two tanh units, {Steps} steps of Adam on 300 points: loss {Say(losses[0])} at first, {Say(losses[^1])} at last. On what each layer hands on, a logistic " +
            $"regression (a linear probe) is trained and judged on 1,000 other points: {scores[0]} right on the inputs, then {string.Join(", ", scores.Skip(1))}.");
    }

    private static Linear Probe(Tensor x, Tensor labels, CancellationToken cancellation)
    {
        var probe = new Linear(2, 1, new Rng(5));
        Descent.Run(new Adam(probe.Parameters, 0.1), () => probe.Forward(x).BinaryCrossEntropyWithLogits(labels), 400, cancellation);
        return probe;
    }

    private static Tensor Plane(float fromX, float toX, float fromY, float toY) => Tensor.From(Enumerable.Range(0, Grid * Grid).SelectMany(i =>
        new[] { fromX + (toX - fromX) * (i % Grid) / (Grid - 1), fromY + (toY - fromY) * (i / Grid) / (Grid - 1) }).ToArray(), [Grid * Grid, 2]);
}
