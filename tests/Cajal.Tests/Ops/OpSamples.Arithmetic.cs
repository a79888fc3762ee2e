namespace Cajal.Tests.Ops;

internal static partial class OpSamples
{
    /// <summary>Pairs of shapes that broadcast, up to the empty, the single number and the long.</summary>
    private static readonly (int[] A, int[] B)[] Pairs =
    [
        ([3, 4], [3, 4]), ([2, 1, 6], [4, 1]), ([3, 4], []), ([], [2, 3]), ([4], [3, 4]), ([3, 1], [1, 5]), ([], []), ([0, 3], [3]), ([2, 0], [2, 1]),
        ([7, 5001], [5001]), ([5001, 7], [5001, 1]),
    ];

    private static IEnumerable<OpSample> Arithmetic() =>
    [
        .. EveryPair("Add", (a, b) => a + b, (a, b) => a + b),
        .. EveryPair("Subtract", (a, b) => a - b, (a, b) => a - b),
        .. EveryPair("Multiply", (a, b) => a * b, (a, b) => a * b),
        .. EveryPair("Divide", (a, b) => a / b, (a, b) => a / b, 0.3),
        .. EveryPair("Power", (a, b) => a.Power(b), Math.Pow, 0.2),
        .. EveryPair("Maximum", (a, b) => a.Maximum(b), Math.Max, -2, 0.1),
        .. EveryPair("Minimum", (a, b) => a.Minimum(b), Math.Min, -2, 0.1),
        new("Remainder", [new Entry([3, 4], 2.2, 2.8), new Entry([4], 1, 1.05)], x => x[0] % x[1],
            x => Plain.Pairs(x[0], x[1], (a, b) => a % b)),
        new("Remainder below 0", [new Entry([5], -2.8, -2.2)], x => x[0] % 1.04, x => Plain.Each(x[0], v => v % 1.04)),
        .. WithNumber("Add", x => x + 1.5, x => 1.5 + x, v => v + 1.5, v => v + 1.5),
        .. WithNumber("Subtract", x => x - 1.5, x => 1.5 - x, v => v - 1.5, v => 1.5 - v),
        .. WithNumber("Multiply", x => x * 1.5, x => 1.5 * x, v => v * 1.5, v => v * 1.5),
        .. WithNumber("Divide", x => x / 1.5, x => 1.5 / x, v => v / 1.5, v => 1.5 / v),
        .. WithNumber("Maximum, Minimum", x => x.Maximum(1.03), x => x.Minimum(1.03), v => Math.Max(v, 1.03), v => Math.Min(v, 1.03)),
        new("Where", [Entry.Truth(3, 4), new Entry([3, 4]), new Entry([1, 4])], x => Tensor.Where(x[0], x[1], x[2]), Choose),
        new("Where stretched", [Entry.Truth(4, 1), new Entry([2, 1, 3]), new Entry([])], x => Tensor.Where(x[0], x[1], x[2]), Choose),
        new("Where long", [Entry.Truth(9, 4001), new Entry([9, 1]), new Entry([4001])], x => Tensor.Where(x[0], x[1], x[2]), Choose),
        new("Where empty", [Entry.Truth(0, 3), new Entry([3]), new Entry([0, 1])], x => Tensor.Where(x[0], x[1], x[2]), Choose),
        new("Where of numbers", [Entry.Truth(5), new Entry([5])], x => Tensor.Where(x[0], x[1], 0.5) + Tensor.Where(x[0], 0.5, x[1]),
            x => Plain.Pairs(x[0], x[1], (_, v) => v + 0.5)),
    ];

    // Where a function has a kink at a = b, b's numbers are shifted so far that no pair comes close: a lies on multiples of the gap, b between them.
    private static IEnumerable<OpSample> EveryPair(string name, Func<Tensor, Tensor, Tensor> call, Func<double, double, double> f, double low = -2, double gap = 0)
    {
        foreach (var (a, b) in Pairs)
            yield return new OpSample($"{name} [{string.Join(", ", a)}] [{string.Join(", ", b)}]", [new Entry(a, low) { Grid = gap }, new Entry(b, low) { Grid = gap, Shift = gap / 2 }],
                x => call(x[0], x[1]), x => Plain.Pairs(x[0], x[1], f));
    }

    private static IEnumerable<OpSample> WithNumber(string name, Func<Tensor, Tensor> right, Func<Tensor, Tensor> left, Func<double, double> f, Func<double, double> g) =>
    [
        new(name + ", number on the right", [new Entry([2, 3], 0.5) { Kinks = [1.03] }], x => right(x[0]), x => Plain.Each(x[0], f)),
        new(name + ", number on the left", [new Entry([2, 3], 0.5) { Kinks = [1.03] }], x => left(x[0]), x => Plain.Each(x[0], g)),
    ];

    private static Plain Choose(Plain[] x)
    {
        int[] sizes = Plain.Together(x[0].Sizes, Plain.Together(x[1].Sizes, x[2].Sizes));
        return Plain.Fill(sizes, i => x[0][Plain.Fold(i, x[0].Sizes)] != 0 ? x[1][Plain.Fold(i, x[1].Sizes)] : x[2][Plain.Fold(i, x[2].Sizes)]);
    }
}
