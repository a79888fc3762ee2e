using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>Four networks of growing capacity on the same few noisy points. Document 000.</summary>
internal sealed class CapacityPanels() : LectureFigure("capacity")
{
    private const int Count = 18;

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var rng = new Rng(5);
        double[] xs = [.. Enumerable.Range(0, Count).Select(i => -1 + 2.0 * i / (Count - 1))], ys = [.. xs.Select(v => Truth(v) + 0.25 * rng.NextNormal())];
        Tensor x = Tensor.From(xs, [Count, 1]), y = Tensor.From(ys, [Count, 1]), fine = Tensor.Linspace(-1, 1, 301, DType.Float64).Reshape(301, 1);
        double[] truth = [.. fine.ToArray<double>().Select(Truth)];
        var sheet = new SmallMultiples("More capacity fits the points ever better, but not what lies between them", 2);
        var said = new List<string>();
        foreach (var (title, units, steps) in new[] { ("too simple", 0, 400), ("closer to the pattern", 3, 2500), ("chasing local bumps", 12, 6000), ("chasing noise", 100, 12000) })
        {
            var net = units == 0 ? Mlp.Build([1, 1], rng.Fork("0"), dtype: DType.Float64) : Network(units, rng.Fork($"{units}"));
            var adam = new Adam(net.Parameters, 0.02);
            var schedule = new CosineSchedule(0.02, steps);
            Descent.Run(adam, () => net.Forward(x).MeanSquaredError(y), steps, cancellation, i => schedule.Apply(adam, i));
            double[] fit = net.Forward(fine).ToArray<double>();
            double train = net.Forward(x).MeanSquaredError(y).Item(), test = fit.Zip(truth, (a, b) => (a - b) * (a - b)).Average();
            string name = units == 0 ? "no hidden unit" : $"{units} hidden units";
            sheet.Add(new Chart($"{name}: {title}", "x", "y").RangeY(-1.6, 1.6).Line("truth", fine, truth, colour: 7, dashed: true).Line("network", fine, fit, colour: 0)
                .Scatter("training points", xs, ys, colour: 1, size: 8));
            said.Add($"{name} {Say(train)} and {Say(test)}");
        }
        return new(sheet, $"{Count} points of sin(3x) with noise of deviation 0.25. Mean squared error on the points and against the truth: {string.Join("; ", said)}.");
    }

    // Units that bend at places all over the interval, the more the steeper.
    private static Sequential Network(int units, Rng rng)
    {
        Linear hidden = new(1, units, rng, weight: new Normal(1 + 0.12 * units), dtype: DType.Float64), output = new(units, 1, rng, dtype: DType.Float64);
        double[] slopes = hidden.Weight.ToArray<double>();
        hidden.Bias!.Assign(Tensor.From(slopes.Select(s => s * (2 * rng.NextDouble() - 1)).ToArray()));
        return new(hidden, Activation.Tanh, output);
    }

    private static double Truth(double x) => Math.Sin(3 * x);
}
