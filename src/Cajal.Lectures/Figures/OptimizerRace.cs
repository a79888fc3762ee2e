using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>All optimizers of the house on the same network, data and start, each with the rate that a short search finds for it. Documents 000 and 001.</summary>
internal sealed class OptimizerRace() : LectureFigure("optimizer-race")
{
    private const int Steps = 300, SearchSteps = 200, Seeds = 3;

    // A name as the catalog has it; what does not follow from the name stands in brackets.
    private static readonly (string Title, string[] Optimizers)[] Families =
    [
        ("one rate for all weights", ["gradient-descent", "sgd(momentum=0.9)", "nesterov-sgd", "averaging-sgd"]),
        ("a rate for each weight", ["adagrad", "adadelta", "rmsprop", "centered-rmsprop"]),
        ("that and momentum: Adam", ["adam", "adam-uncorrected", "amsgrad", "nadam", "radam"]),
        ("Adam's heirs", ["adamw", "amsgradw", "schedule-free-adamw", "lion", "muon"]),
    ];

    private static readonly double[] Rates = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20];

    private static readonly Points Data = Points.Of("moons", 160, 0.2, seed: 9);

    /// <summary>The names of those that take part.</summary>
    internal static IEnumerable<string> Names => Families.SelectMany(f => f.Optimizers).Select(o => o.Split('(')[0]);

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var sheet = new SmallMultiples("All optimizers on the same two moons, each with the rate that suits it", 2, 470, 370);
        var ends = new List<(string Name, double Rate, double Loss)>();
        double[] places = [.. Enumerable.Range(0, Steps).Select(i => (double)i)];
        foreach (var (title, optimizers) in Families)
        {
            var chart = new Chart(title, "step", "cross-entropy").LogY();
            foreach (string optimizer in optimizers)
            {
                double rate = Rates.MinBy(r => Run(optimizer, r, SearchSteps, seed: 100, cancellation).Average());
                double[][] runs = [.. Enumerable.Range(1, Seeds).Select(s => Run(optimizer, rate, Steps, (ulong)s, cancellation))];
                double[] Over(Func<IEnumerable<double>, double> of) => [.. Enumerable.Range(0, Steps).Select(i => of(runs.Select(r => r[i])))];
                string name = optimizer.Split('(')[0];
                double[] mean = Over(v => v.Average());
                chart.Line(name, places, mean).Band(name, places, Over(v => v.Min()), Over(v => v.Max()));
                ends.Add((name, rate, mean[^20..].Average()));
            }
            sheet.Add(chart);
        }
        return new(sheet.SameY(), $"A 2-16-16-1 network of tanh units on 160 points, all in every step; lines: mean of {Seeds} starts, bands: from the least to the largest. Each rate is the best of {Rates.Length} from " +
            $"{Say(Rates[0])} to {Say(Rates[^1])} by the mean loss over {SearchSteps} steps from another start. Rate and loss at the end, from the lowest: {string.Join("; ", ends.OrderBy(e => e.Loss).Select(e => $"{e.Name} {Say(e.Rate)}, {Say(e.Loss, 2)}"))}. " +
            "The order is this task's, not a law.");
    }

    // A loss that is no number counts as infinite, so that the search passes such a rate by.
    private static double[] Run(string optimizer, double rate, int steps, ulong seed, CancellationToken cancellation)
    {
        var net = Mlp.Build([2, 16, 16, 1], new Rng(seed), "tanh");
        Tensor x = Data.X;
        double[] losses = Descent.Run(Optimizer.Parse(optimizer, net.Parameters, rate), () => net.Forward(x).BinaryCrossEntropyWithLogits(Data.Labels), steps, cancellation);
        return Array.ConvertAll(losses, l => double.IsFinite(l) ? l : double.PositiveInfinity);
    }
}
