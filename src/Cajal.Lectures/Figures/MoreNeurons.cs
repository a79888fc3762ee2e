using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>What a decision boundary becomes with ever more hidden units. Documents 003 and 004.</summary>
internal sealed class MoreNeurons() : LectureFigure("more-neurons")
{
    private const int Steps = 2000;

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        Points train = Points.Of("moons", 80, 0.35, seed: 21), test = Points.Of("moons", 2000, 0.35, seed: 22);
        var sheet = new SmallMultiples("With more hidden units the boundary bends more, at last around single points", 3, 350, 330);
        var said = new List<string>();
        foreach (int units in new[] { 1, 2, 4, 8, 30, 300 })
        {
            var net = Mlp.Build([2, units, 1], new Rng(3), "tanh");
            Descent.Run(new Adam(net.Parameters, 0.03), () => net.Forward(train.X).BinaryCrossEntropyWithLogits(train.Labels), Steps, cancellation);
            double right = Descent.Accuracy(net, train.X, train.Labels), fresh = Descent.Accuracy(net, test.X, test.Labels);
            string name = units == 1 ? "1 hidden unit" : $"{units} hidden units";
            sheet.Add(train.Region($"{name}: test {Percent(fresh)}", net, -2, 3, -1.6, 2.2));
            said.Add($"{name} {Percent(right)} and {Percent(fresh)}");
        }
        return new(sheet, $"One hidden layer of tanh units, 80 noisy points, {Steps} steps of Adam. Right in training and on 2,000 new points: {string.Join("; ", said)}.");
    }
}
