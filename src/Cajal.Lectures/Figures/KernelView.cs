using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>The same points in their raw, hand-made and learned features, with the best line in each: a network learns its kernel. Documents 001 and 003.</summary>
internal sealed class KernelView() : LectureFigure("kernel-view")
{
    private const int Steps = 800;

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var sheet = new SmallMultiples("Features made by hand serve the task they were made for; learned features serve each", 3, 350, 340);
        var said = new List<string>();
        foreach (var (name, set) in new[] { ("rings", "circle"), ("xor", "xor") })
        {
            Points train = Points.Of(set, 150, 0.05, seed: 51), test = Points.Of(set, 1000, 0.05, seed: 52);
            double scale = train.X.Abs().Max().Item();
            Layer hidden = new Sequential(new Linear(2, 16, new Rng(1)), Activation.Tanh, new Linear(16, 2, new Rng(2)), Activation.Tanh);
            var net = new Sequential(hidden, new Linear(2, 1, new Rng(3)));
            Descent.Run(new AdamW(net.Parameters, 0.01, weightDecay: 0.3), () => net.Forward(train.X / scale).BinaryCrossEntropyWithLogits(train.Labels), Steps, cancellation);
            foreach (var (kind, x, y, features) in new (string, string, string, Func<Tensor, Tensor>)[]
            {
                ("raw", "x₁", "x₂", p => p), ("made by hand", "x₁²", "x₂²", p => p.Square()), ("learned", "h₁", "h₂", hidden.Forward),
            })
            {
                Tensor seen = features(train.X / scale);
                var probe = new Linear(2, 1, new Rng(4));
                Descent.Run(new Adam(probe.Parameters, 0.05), () => probe.Forward(seen).BinaryCrossEntropyWithLogits(train.Labels), Steps, cancellation);
                double right = Descent.Accuracy(probe, features(test.X / scale), test.Labels);
                double low = kind == "made by hand" ? -0.1 : -1.1;
                var chart = new Chart($"{name}, {kind}: {Percent(right)}", x, y).Level("line of least loss", Surface.Of(probe.Forward, low, 1.1, low, 1.1), 0, colour: 2);
                train.At(seen).Draw(chart);
                sheet.Add(chart.RangeX(low, 1.1).RangeY(low, 1.1).Equal());
                said.Add($"{name}, {kind} {Percent(right)}");
            }
        }
        return new(sheet, $"The hand-made features are the squares, which measure the distance from the centre; the learned ones are the last hidden layer, two tanh units, of a 2-16-2-1 network. In each plane one linear layer learns from 150 points; the figures are the " +
            $"share of 1,000 new points that it gets right: {string.Join("; ", said)}.");
    }
}
