namespace Cajal.Tests.Ops;

internal static partial class OpSamples
{
    private static IEnumerable<OpSample> Comparisons() =>
    [
        .. Relation("Greater", (a, b) => a > b, (a, b) => a > b),
        .. Relation("Less", (a, b) => a < b, (a, b) => a < b),
        .. Relation("GreaterOrEqual", (a, b) => a >= b, (a, b) => a >= b),
        .. Relation("LessOrEqual", (a, b) => a <= b, (a, b) => a <= b),
        .. Relation("EqualTo", (a, b) => a.EqualTo(b), (a, b) => a == b),
        .. Relation("NotEqualTo", (a, b) => a.NotEqualTo(b), (a, b) => a != b),
        new("Comparisons with a number", [new Entry([3, 4]) { Grid = 1 }],
            x => (x[0] > 1) & (x[0] >= 1) | (x[0] < -1) & (x[0] <= -1) | x[0].EqualTo(0) & x[0].NotEqualTo(1),
            x => Plain.Each(x[0], v => v is > 1 or < -1 or 0 ? 1 : 0)) { HasDerivative = false },
        new("And", [Entry.Truth(2, 3, 4), Entry.Truth(4)], x => x[0] & x[1], x => Plain.Pairs(x[0], x[1], (a, b) => a * b)) { HasDerivative = false },
        new("Or", [Entry.Truth(2, 3, 4), Entry.Truth(3, 1)], x => x[0] | x[1], x => Plain.Pairs(x[0], x[1], Math.Max)) { HasDerivative = false },
        new("Not", [Entry.Truth(2, 3)], x => !x[0], x => Plain.Each(x[0], v => 1 - v)) { HasDerivative = false },
        new("Any of all", [Entry.Truth(2, 3)], x => x[0].Any(), x => Plain.Reduce(x[0], [0, 1], false, m => m.Max())) { HasDerivative = false },
        new("Any along an axis", [Entry.Truth(5, 2)], x => x[0].Any(1), x => Plain.Reduce(x[0], [1], false, m => m.Max())) { HasDerivative = false },
        new("Any of none", [Entry.Truth(2, 0)], x => x[0].Any(1), x => Plain.Reduce(x[0], [1], false, _ => 0)) { HasDerivative = false },
        new("All of all", [Entry.Truth(2, 1)], x => x[0].All(), x => Plain.Reduce(x[0], [0, 1], false, m => m.Min())) { HasDerivative = false },
        new("All along an axis, kept", [Entry.Truth(5, 2)], x => x[0].All(1, keepAxis: true), x => Plain.Reduce(x[0], [1], true, m => m.Min())) { HasDerivative = false },
        new("All of none", [Entry.Truth(2, 0)], x => x[0].All(1), x => Plain.Reduce(x[0], [1], false, _ => 1)) { HasDerivative = false },
    ];

    // Numbers lie on a coarse grid, so that equal pairs occur.
    private static IEnumerable<OpSample> Relation(string name, Func<Tensor, Tensor, Tensor> call, Func<double, double, bool> f)
    {
        foreach (var (a, b) in Pairs)
            yield return new OpSample($"{name} [{string.Join(", ", a)}] [{string.Join(", ", b)}]", [new Entry(a) { Grid = 0.5 }, new Entry(b) { Grid = 0.5 }],
                x => call(x[0], x[1]), x => Plain.Pairs(x[0], x[1], (u, v) => f(u, v) ? 1 : 0))
            { HasDerivative = false };
    }
}
