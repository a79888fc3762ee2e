namespace Cajal.Tests.Ops;

internal static partial class OpSamples
{
    private static IEnumerable<OpSample> Reductions() =>
    [
        .. EveryAxis("Sum", (x, axes, keep) => x.Sum(axes, keep), m => m.Sum()),
        .. EveryAxis("Mean", (x, axes, keep) => x.Mean(axes, keep), m => m.Average(), ofNone: double.NaN),
        .. EveryAxis("Variance", (x, axes, keep) => x.Variance(axes, 0, keep), m => Truth.Scatter(m) / m.Length, ofNone: double.NaN),
        .. EveryAxis("StandardDeviation", (x, axes, keep) => x.StandardDeviation(axes, 0.5, keep),
            m => Math.Sqrt(Truth.Scatter(m) / (m.Length - 0.5)), ofNone: double.NaN),
        .. EveryAxis("Norm", (x, axes, keep) => x.Norm(axes, keepAxes: keep), m => Math.Sqrt(m.Sum(v => v * v))),
        .. EveryAxis("Norm 1", (x, axes, keep) => x.Norm(axes, 1, keep), m => m.Sum(Math.Abs), kinks: [0]),
        .. EveryAxis("Norm 3", (x, axes, keep) => x.Norm(axes, 3, keep), m => Math.Pow(m.Sum(v => Math.Pow(Math.Abs(v), 3)), 1.0 / 3), kinks: [0]),
        .. EveryAxis("Norm ∞", (x, axes, keep) => x.Norm(axes, double.PositiveInfinity, keep), m => m.Max(Math.Abs), kinks: [0], hasNone: false),
        .. EveryAxis("LogSumExp", (x, axes, keep) => x.LogSumExp(axes, keep), m => Math.Log(m.Sum(Math.Exp)), hasNone: false),
        .. EveryAxis("Max", (x, axes, keep) => x.Max(axes, keep), m => m.Max(), hasNone: false),
        .. EveryAxis("Min", (x, axes, keep) => x.Min(axes, keep), m => m.Min(), hasNone: false),
        .. Short("Sum", x => x.Sum(), x => x.Sum(1), m => m.Sum()),
        .. Short("Mean", x => x.Mean(), x => x.Mean(1), m => m.Average()),
        .. Short("Variance", x => x.Variance(), x => x.Variance(1), m => Truth.Scatter(m) / (m.Length - 1)),
        .. Short("StandardDeviation", x => x.StandardDeviation(), x => x.StandardDeviation(1), m => Math.Sqrt(Truth.Scatter(m) / (m.Length - 1))),
        .. Short("Norm", x => x.Norm(), x => x.Norm(1), m => Math.Sqrt(m.Sum(v => v * v))),
        .. Short("LogSumExp", x => x.LogSumExp(), x => x.LogSumExp(1), m => Math.Log(m.Sum(Math.Exp))),
        .. Short("Max", x => x.Max(), x => x.Max(1), m => m.Max()),
        .. Short("Min", x => x.Min(), x => x.Min(1), m => m.Min()),
        .. Short("Product", x => x.Product(), x => x.Product(1), m => m.Aggregate(1.0, (a, b) => a * b)),
        .. Short("ArgMax", x => x.ArgMax(), x => x.ArgMax(1), m => Array.IndexOf(m, m.Max()), hasDerivative: false),
        .. Short("ArgMin", x => x.ArgMin(), x => x.ArgMin(1), m => Array.IndexOf(m, m.Min()), hasDerivative: false),
        new("Product of none", [new Entry([2, 0])], x => x[0].Product(1, keepAxis: true), _ => new Plain([2, 1], [1, 1])) { HasDerivative = false },
        new("GlobalNorm", [new Entry([2, 3]), new Entry([5])], x => Op.Apply(new GlobalNorm(2), x),
            x => Plain.Number(Math.Sqrt(x.Sum(t => t.Values.Sum(v => v * v))))) { HasDerivative = false },
        new("ClipFactor", [new Entry([], 3, 4)], x => Op.Apply(new ClipFactor(2), x[0]), x => Plain.Each(x[0], v => Math.Min(1, 2 / (v + 1e-6)))) { HasDerivative = false },
        new("SumTo", [new Entry([5, 3, 4])], x => x[0].SumTo([3, 1]), x => Plain.Lines(Plain.Reduce(x[0], [0], false, m => m.Sum()), 1, m => [m.Sum()])),
        new("CumulativeSum", [new Entry([2, 5, 3])], x => x[0].CumulativeSum(1), x => Plain.Lines(x[0], 1, Running)),
        new("CumulativeSum of a row", [new Entry([4])], x => x[0].CumulativeSum(-1), x => Plain.Lines(x[0], 0, Running)),
        new("CumulativeSum of none", [new Entry([2, 0])], x => x[0].CumulativeSum(1), x => x[0]),
    ];

    private static double[] Running(double[] line) => [.. line.Select((_, i) => line.Take(i + 1).Sum())];

    private static IEnumerable<OpSample> EveryAxis(string name, Func<Tensor, int[], bool, Tensor> call, Func<double[], double> f, double[]? kinks = null,
        bool hasNone = true, double? ofNone = null)
    {
        (int[] Shape, int[] Axes)[] cases =
        [
            ([3, 4], [0]), ([3, 4], [1]), ([2, 3, 4], [0, 2]), ([2, 3, 4], [1]), ([2, 3, 4], [0, 1]), ([2, 3, 4], [0, 1, 2]), ([5], [0]), ([1, 5], [0]), ([5, 1], [0]), ([0, 3], [1]),
            ([7, 5003], [1]), ([5003, 7], [0]), ([50_001], [0]),
        ];
        if (hasNone) cases = [.. cases, ([3, 0], [1]), ([0], [0])];
        foreach (var (shape, axes) in cases)
        {
            bool none = axes.Any(a => shape[a] == 0), keep = axes.Sum() % 2 == 0;
            yield return new OpSample($"{name} [{string.Join(", ", shape)}] over {string.Join(", ", axes)}{(keep ? ", kept" : "")}", [new Entry(shape) { Kinks = kinks ?? [], Apart = true }],
                x => call(x[0], axes, keep), x => Plain.Reduce(x[0], axes, keep, m => none ? ofNone ?? 0 : f(m)))
            { HasDerivative = !none };
        }
    }

    private static IEnumerable<OpSample> Short(string name, Func<Tensor, Tensor> all, Func<Tensor, Tensor> axis1, Func<double[], double> f, bool hasDerivative = true) =>
    [
        new(name + " of all", [new Entry([3, 4]) { Apart = true }], x => all(x[0]), x => Plain.Reduce(x[0], [0, 1], false, f)) { HasDerivative = hasDerivative },
        new(name + " along axis 1", [new Entry([2, 5, 3]) { Apart = true }], x => axis1(x[0]), x => Plain.Reduce(x[0], [1], false, f)) { HasDerivative = hasDerivative },
    ];
}
