using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>A network of one hidden layer on a few noisy points of sin(3x).</summary>
internal sealed class CapacityBench() : LessonBench("capacity", Control.Number("units", 3, 0, 60, 1), Control.Number("points", 18, 6, 60, 2), Control.Number("noise", 0.25, 0, 0.5, 0.05), Control.Number("steps", 600, 100, 1500, 100))
{
    public override BenchAnswer Answer(BenchValues values, CancellationToken cancellation)
    {
        int units = values.Whole("units"), count = values.Whole("points");
        double noise = values.Number("noise");
        var rng = new Rng(5);
        double[] xs = Between(-1, 1, count), ys = [.. xs.Select(v => Truth(v) + noise * rng.NextNormal())], fine = Between(-1, 1, 301), truth = [.. fine.Select(Truth)];
        Tensor x = Tensor.From(xs, [count, 1]), y = Tensor.From(ys, [count, 1]), line = Tensor.From(fine, [301, 1]);
        var net = units == 0 ? Mlp.Build([1, 1], new Rng(1), dtype: DType.Float64) : Network(units, new Rng(1));
        int steps = values.Whole("steps");
        var adam = new Adam(net.Parameters, 0.02);
        var schedule = new CosineSchedule(0.02, steps);
        LessonTraining.Run(adam, () => net.Forward(x).MeanSquaredError(y), steps, cancellation, i =>
        {
            schedule.Apply(adam, i);
            return true;
        });
        double[] fit = Doubles(net.Forward(line));
        double train = net.Forward(x).MeanSquaredError(y).Item(), test = fit.Zip(truth, (a, b) => (a - b) * (a - b)).Average();
        var chart = new Chart(values.Say("The network's curve, the points and the truth", "网络曲线、数据点与真实曲线"), new Axis("x", -1, 1), new Axis("y", -2, 2))
        {
            Curves = [new Curve(values.Say("truth", "真实"), fine, truth, 2, IsDashed: true), new Curve(values.Say("network", "网络"), fine, fit)],
            Dots = [new Dots(values.Say("training points", "训练点"), xs, ys, 1)],
        };
        return new BenchAnswer(
            [new("train", values.Say("error on the points", "训练点上的误差"), train), new("test", values.Say("error against the truth", "相对真实曲线的误差"), test), new("parameters", values.Say("weights and biases", "权重与偏置个数"), net.Parameters.Sum(p => p.Count))],
            [chart],
            [train < test / 3 ? values.Say("It fits the points far better than the truth: it has learned the noise.", "对训练点的拟合远好于真实曲线：它学到了噪声。") : values.Say("Error on points and truth are alike.", "训练点误差与真实误差相近。")]);
    }

    // Units that bend at places all over the interval, the more the steeper.
    private static Sequential Network(int units, Rng rng)
    {
        Linear hidden = new(1, units, rng, weight: new Normal(1 + 0.12 * units), dtype: DType.Float64), output = new(units, 1, rng, dtype: DType.Float64);
        hidden.Bias!.Assign(Tensor.From(hidden.Weight.ToArray<double>().Select(s => s * (2 * rng.NextDouble() - 1)).ToArray()));
        return new(hidden, Activation.Tanh, output);
    }

    private static double Truth(double x) => Math.Sin(3 * x);
}
