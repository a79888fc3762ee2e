namespace Cajal.Tests.Ops;

/// <summary>All samples. Each op gives its own once, in the part that holds its kind.</summary>
internal static partial class OpSamples
{
    public static IReadOnlyList<OpSample> All { get; } =
    [
        .. Elementwise(), .. Activations(), .. Arithmetic(), .. Comparisons(), .. Reductions(), .. Orders(), .. Views(), .. Joins(), .. Indexing(), .. Products(), .. Losses(),
    ];

    public static IReadOnlyDictionary<string, OpSample> ByName { get; } = All.ToDictionary(s => s.Name);

    public static TheoryData<string> Names => Of(_ => true);

    public static TheoryData<string> Differentiable => Of(s => s.HasDerivative);

    private static TheoryData<string> Of(Func<OpSample, bool> wanted)
    {
        var names = new TheoryData<string>();
        foreach (var sample in All.Where(wanted)) names.Add(sample.Name);
        return names;
    }

    /// <summary>A function of one number on shapes of every kind: square, single number, row, column, empty, and long enough for several threads.</summary>
    private static IEnumerable<OpSample> EveryShape(string name, Func<Tensor, Tensor> call, Func<double, double> f, double low = -2, double high = 2,
        double[]? kinks = null, bool hasDerivative = true)
    {
        int[][] shapes = [[3, 7], [], [1, 5], [5, 1], [0], [2, 0, 3], [40_003]];
        foreach (int[] shape in shapes)
            yield return new OpSample($"{name} [{string.Join(", ", shape)}]", [new Entry(shape, low, high) { Kinks = kinks ?? [] }],
                x => call(x[0]), x => Plain.Each(x[0], f))
            { HasDerivative = hasDerivative };
    }
}
