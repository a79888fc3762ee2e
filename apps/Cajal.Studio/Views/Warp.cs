namespace Cajal.Studio;

/// <summary>The plane as a layer sees it: the lines of a grid and the points, in two units of the layer or along the two directions in which the points are spread most;
/// and what a linear probe makes of each layer.</summary>
internal static class Warp
{
    private const int Lines = 17, Places = 81;

    /// <summary>Looks at a layer.</summary>
    public static WarpView Of(Bench bench, ViewRequest request)
    {
        var points = LayerOutput.OfPoints(bench);
        int layer = Math.Clamp(request.Layer, 0, points.Length - 1), units = points[layer].Units;
        int first = Math.Clamp(request.First, 0, units - 1), second = Math.Clamp(request.Second, 0, units - 1);
        var grid = LayerOutput.Of(bench, GridOf(bench))[layer];
        var (to, shares) = (request.How ?? (units > 2 ? "components" : "units")) == "components" && units > 1 ? Components(points[layer], bench.Data.Train) : (Units(first, second), null);
        return new WarpView
        {
            Layer = layer,
            Units = units,
            First = first,
            Second = second,
            Shares = shares,
            Length = Places,
            Grid = Project(grid, to),
            Points = Project(points[layer], to),
            Border = shares is null ? BorderOf(bench, layer, units, first, second) : null,
            Scores = [.. points.Select(p => ProbeScore.Of(p.A, p.Units, bench.Data))],
        };
    }

    // Lines across, then lines up; of a curve the only line there is.
    private static float[,] GridOf(Bench bench)
    {
        int lines = bench.Data.IsCurve ? 1 : 2 * Lines;
        var places = new float[lines * Places, 2];
        for (int i = 0; i < lines * Places; i++)
        {
            float along = (float)(bench.View.Domain * (2.0 * (i % Places) / (Places - 1) - 1)), at = bench.Data.IsCurve ? 0 : (float)(bench.View.Domain * (2.0 * (i / Places % Lines) / (Lines - 1) - 1));
            (places[i, 0], places[i, 1]) = i / Places < Lines ? (along, at) : (at, along);
        }
        return places;
    }

    private static Func<float[], int, (double, double)> Units(int first, int second) => (a, at) => (a[at + first], second == first ? 0 : a[at + second]);

    private static (Func<float[], int, (double, double)>, double[]?) Components(LayerOutput output, int[] train)
    {
        int d = output.Units;
        var mean = new double[d];
        for (int k = 0; k < d; k++) mean[k] = train.Average(i => (double)output.A[i * d + k]);
        double[] Offset(float[] a, int at) => [.. mean.Select((m, k) => a[at + k] - m)];
        if (PrincipalAxes.Of([.. train.Select(i => Offset(output.A, i * d))]) is not { } axes) return (Units(0, Math.Min(1, d - 1)), null);
        return ((a, at) => Offset(a, at) is var o ? (PrincipalAxes.Dot(o, axes.First), PrincipalAxes.Dot(o, axes.Second)) : default, axes.Shares);
    }

    private static float[] Project(LayerOutput output, Func<float[], int, (double X, double Y)> to)
    {
        int count = output.A.Length / output.Units;
        var projected = new float[2 * count];
        for (int i = 0; i < count; i++)
        {
            var (x, y) = to(output.A, i * output.Units);
            (projected[2 * i], projected[2 * i + 1]) = (SentNumber.Short(x), SentNumber.Short(y));
        }
        return projected;
    }

    // Before the last layer the border between two classes is a line: w₁·a₁ + w₂·a₂ + b = 0.
    private static float[]? BorderOf(Bench bench, int layer, int units, int first, int second)
    {
        if (layer != bench.Layers.Count - 1 || units != 2 || first == second || bench.Head is not { Outputs: 1, Classes: 2 }) return null;
        var last = bench.Layers[^1].Linear;
        float[] w = last.Weight.ToArray<float>();
        return [w[first], w[second], last.Bias?.ToArray<float>()[0] ?? 0];
    }
}

/// <summary>The plane as a layer sees it.</summary>
internal sealed record WarpView
{
    /// <summary>Marks the message.</summary>
    public string Is => "warp";

    /// <summary>0 for the inputs, the output last.</summary>
    public required int Layer { get; init; }

    /// <summary>Its width.</summary>
    public required int Units { get; init; }

    /// <summary>Unit of the first axis.</summary>
    public required int First { get; init; }

    /// <summary>Unit of the second axis; the same for a layer of one unit.</summary>
    public required int Second { get; init; }

    /// <summary>Share of the points' spread along each axis; null when the axes are units.</summary>
    public double[]? Shares { get; init; }

    /// <summary>Places on each line of the grid.</summary>
    public required int Length { get; init; }

    /// <summary>The lines of the grid, one after the other: x, y by turns.</summary>
    public required float[] Grid { get; init; }

    /// <summary>The points in their order: x, y by turns.</summary>
    public required float[] Points { get; init; }

    /// <summary>w₁, w₂, b of the border between two classes; null where it is no line here.</summary>
    public float[]? Border { get; init; }

    /// <summary>What a linear probe makes of the inputs and of each layer.</summary>
    public required IReadOnlyList<ProbeScore> Scores { get; init; }
}
