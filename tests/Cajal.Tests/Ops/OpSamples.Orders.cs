namespace Cajal.Tests.Ops;

internal static partial class OpSamples
{
    private static IEnumerable<OpSample> Orders() =>
    [
        .. Ordered("Sort", x => x.Sort().Values, line => [.. line.Order()]),
        .. Ordered("Sort descending", x => x.Sort(descending: true).Values, line => [.. line.OrderDescending()]),
        .. Ordered("Sort's positions", x => x.Sort().Positions, line => [.. line.Select((v, i) => (v, i)).OrderBy(p => p.v).Select(p => (double)p.i)], hasDerivative: false),
        new("Sort along axis 0", [new Entry([4, 3]) { Apart = true }], x => x[0].Sort(0).Values, x => Plain.Lines(x[0], 0, line => [.. line.Order()])),
        new("Sort of ties", [new Entry([2, 9]) { Grid = 1 }], x => x[0].Sort().Positions,
            x => Plain.Lines(x[0], 1, line => [.. line.Select((v, i) => (v, i)).OrderBy(p => p.v).Select(p => (double)p.i)])) { HasDerivative = false },
        new("Sort of ties, descending", [new Entry([2, 9]) { Grid = 1 }], x => x[0].Sort(descending: true).Positions,
            x => Plain.Lines(x[0], 1, line => [.. line.Select((v, i) => (v, i)).OrderByDescending(p => p.v).Select(p => (double)p.i)])) { HasDerivative = false },
        new("TopK", [new Entry([3, 6]) { Apart = true }], x => x[0].TopK(2).Values, x => Plain.Lines(x[0], 1, line => [.. line.OrderDescending().Take(2)])),
        new("TopK along axis 0", [new Entry([5, 3]) { Apart = true }], x => x[0].TopK(3, 0).Values, x => Plain.Lines(x[0], 0, line => [.. line.OrderDescending().Take(3)])),
        new("TopK's positions", [new Entry([3, 6]) { Grid = 1 }], x => x[0].TopK(4).Positions,
            x => Plain.Lines(x[0], 1, line => [.. line.Select((v, i) => (v, i)).OrderByDescending(p => p.v).Take(4).Select(p => (double)p.i)])) { HasDerivative = false },
        new("TopK of none", [new Entry([3, 2])], x => x[0].TopK(0).Values, _ => new Plain([3, 0], [])),
    ];

    private static IEnumerable<OpSample> Ordered(string name, Func<Tensor, Tensor> call, Func<double[], double[]> f, bool hasDerivative = true)
    {
        int[][] shapes = [[3, 5], [1], [4, 1], [0], [2, 0], [2, 3, 4], [3, 1025]];
        foreach (int[] shape in shapes)
            yield return new OpSample($"{name} [{string.Join(", ", shape)}]", [new Entry(shape) { Apart = true }], x => call(x[0]), x => Plain.Lines(x[0], shape.Length - 1, f))
            {
                HasDerivative = hasDerivative,
            };
    }
}
