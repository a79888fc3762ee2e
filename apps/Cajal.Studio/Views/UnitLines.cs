using Cajal.Insight;

namespace Cajal.Studio;

/// <summary>Where each unit of a hidden layer turns: z = 0 on the plane. Of the first layer that is the line w·x + b = 0; of deeper ones a course read from the grid.</summary>
internal static class UnitLines
{
    private const int Side = 81, MostUnits = 32;

    /// <summary>The lines of a layer, 1 for the first; none for curves and where there is no hidden layer.</summary>
    public static LinesView Of(Bench bench, ViewRequest request)
    {
        int hidden = bench.Layers.Count - 1, layer = Math.Clamp(request.Layer, 1, Math.Max(1, hidden));
        if (bench.Data.IsCurve || hidden == 0) return new LinesView { Layer = layer, Lines = [] };
        double d = bench.View.Domain;
        var output = LayerOutput.Of(bench, Grid(d))[layer];
        var lines = new List<UnitLine>();
        for (int u = 0; u < Math.Min(MostUnits, output.Units); u++)
        {
            var heights = new double[Side * Side];
            for (int p = 0; p < heights.Length; p++) heights[p] = output.N[p * output.Units + u];
            // A unit that is 0 everywhere has no line.
            if (Array.TrueForAll(heights, h => h == 0)) continue;
            var surface = new Surface(Tensor.Wrap(heights, [Side, Side]), -d, d, -d, d);
            foreach (var ring in surface.Rings(0)) lines.AddRange(Inside(ring, d).Select(path => new UnitLine(u, path)));
        }
        return new LinesView { Layer = layer, Lines = lines };
    }

    // The first row has the lowest y.
    private static float[,] Grid(double d)
    {
        var places = new float[Side * Side, 2];
        for (int p = 0; p < Side * Side; p++) (places[p, 0], places[p, 1]) = ((float)(d * (2.0 * (p % Side) / (Side - 1) - 1)), (float)(d * (2.0 * (p / Side) / (Side - 1) - 1)));
        return places;
    }

    // A ring closes along the edge of the square; what runs along it is no part of the line.
    private static IEnumerable<float[]> Inside(List<(double X, double Y)> ring, double d)
    {
        double edge = d * (1 - 1e-9);
        bool OnEdge((double X, double Y) a, (double X, double Y) b) => (Math.Abs(a.X) >= edge && a.X == b.X) || (Math.Abs(a.Y) >= edge && a.Y == b.Y);
        int count = ring.Count, start = Enumerable.Range(0, count).FirstOrDefault(i => OnEdge(ring[i], ring[(i + 1) % count]), -1);
        var path = new List<float>();
        for (int k = 0; k <= count; k++)
        {
            var here = ring[(start + 1 + k) % count];
            path.AddRange([SentNumber.Short(here.X), SentNumber.Short(here.Y)]);
            if (k < count && !OnEdge(here, ring[(start + 2 + k) % count])) continue;
            if (path.Count > 2) yield return [.. path];
            path.Clear();
        }
    }
}

/// <summary>The lines of a layer's units.</summary>
internal sealed record LinesView
{
    /// <summary>Marks the message.</summary>
    public string Is => "lines";

    /// <summary>1 for the first hidden layer.</summary>
    public required int Layer { get; init; }

    /// <summary>A unit has none, one or several.</summary>
    public required IReadOnlyList<UnitLine> Lines { get; init; }
}

/// <summary>A course on which z = 0; z is above 0 on its right.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Path">x, y by turns.</param>
internal sealed record UnitLine(int Unit, float[] Path);
