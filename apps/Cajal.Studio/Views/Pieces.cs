namespace Cajal.Studio;

/// <summary>How a network with one input makes a curve: the terms its last hidden units add, and, where all functions are straight lines with bends, the pieces between the
/// bends, found exactly.</summary>
internal static class Pieces
{
    private const int Places = 121, MostTerms = 32;

    // Where a function of straight lines bends.
    private static readonly Dictionary<string, double[]> Bends = new(StringComparer.Ordinal)
    {
        ["relu"] = [0],
        ["leaky-relu"] = [0],
        ["hard-tanh"] = [-1, 1],
        ["hard-sigmoid"] = [-3, 3],
        ["linear"] = [],
        ["identity"] = [],
    };

    /// <summary>Takes a curve's network apart; null for points of a plane.</summary>
    public static PiecesView? Of(Bench bench)
    {
        if (!bench.Data.IsCurve) return null;
        double d = bench.View.Domain;
        double[] x = [.. Enumerable.Range(0, Places).Select(i => d * (2.0 * i / (Places - 1) - 1))];
        var outputs = LayerOutput.Of(bench, At(x));
        bool isStraight = bench.Inputs is ["x"] && bench.Layers.All(l => Bends.ContainsKey(l.Activation));
        var bends = isStraight ? BendsOf(bench, d) : [];
        return new PiecesView
        {
            X = [.. x.Select(SentNumber.Short)],
            Y = [.. outputs[^1].A.Select(v => SentNumber.Short(v))],
            Terms = Terms(bench, outputs),
            Bias = bench.Layers[^1].Linear.Bias?.ToArray<float>()[0] ?? 0,
            IsStraight = isStraight,
            Bends = bends,
            Parts = isStraight ? PartsOf(bench, [-d, .. bends.Select(b => (double)b.X), d]) : [],
        };
    }

    // Layer by layer: between two known bends z is a straight line, so where it crosses a bend of its function is found exactly.
    private static List<Bend> BendsOf(Bench bench, double d)
    {
        var found = new List<Bend>();
        for (int l = 1; l <= bench.Layers.Count; l++)
        {
            double[] knots = [-d, .. found.Select(b => (double)b.X).Order(), d];
            var output = LayerOutput.Of(bench, At(knots))[l];
            var fresh = new List<Bend>();
            foreach (double bend in Bends[bench.Layers[l - 1].Activation])
                for (int u = 0; u < output.Units; u++)
                    for (int i = 0; i + 1 < knots.Length; i++)
                    {
                        double a = output.N[i * output.Units + u] - bend, b = output.N[(i + 1) * output.Units + u] - bend;
                        if (a * b < 0) fresh.Add(new Bend((float)(knots[i] + (knots[i + 1] - knots[i]) * a / (a - b)), l, u));
                    }
            found.AddRange(fresh);
        }
        return [.. found.OrderBy(b => b.X)];
    }

    private static List<Part> PartsOf(Bench bench, double[] knots)
    {
        float[] y = LayerOutput.Of(bench, At(knots))[^1].A;
        var parts = new List<Part>();
        double least = 1e-4 * (knots[^1] - knots[0]);
        for (int i = 0; i + 1 < knots.Length; i++)
        {
            double width = knots[i + 1] - knots[i];
            if (width < least) continue;
            double slope = (y[i + 1] - y[i]) / width;
            // A bend of a unit that nobody listens to does not bend the curve.
            if (parts.Count > 0 && Math.Abs(parts[^1].Slope - slope) < 1e-3 * (1 + Math.Abs(slope))) parts[^1] = parts[^1] with { To = (float)knots[i + 1] };
            else parts.Add(new Part((float)knots[i], (float)knots[i + 1], SentNumber.Short(slope)));
        }
        return parts;
    }

    // v·a(x) of each unit of the last hidden layer.
    private static List<float[]> Terms(Bench bench, LayerOutput[] outputs)
    {
        float[] v = bench.Layers[^1].Linear.Weight.ToArray<float>();
        var before = outputs[^2];
        return [.. Enumerable.Range(0, Math.Min(MostTerms, before.Units)).Select(u => Enumerable.Range(0, Places).Select(i => SentNumber.Short(v[u] * before.A[i * before.Units + u])).ToArray())];
    }

    private static float[,] At(double[] x)
    {
        var places = new float[x.Length, 2];
        for (int i = 0; i < x.Length; i++) places[i, 0] = (float)x[i];
        return places;
    }
}

/// <summary>A curve taken apart.</summary>
internal sealed record PiecesView
{
    /// <summary>Marks the message.</summary>
    public string Is => "pieces";

    /// <summary>Places.</summary>
    public required float[] X { get; init; }

    /// <summary>What the network answers there.</summary>
    public required float[] Y { get; init; }

    /// <summary>What each unit of the last hidden layer adds there.</summary>
    public required IReadOnlyList<float[]> Terms { get; init; }

    /// <summary>What the output's bias adds.</summary>
    public required float Bias { get; init; }

    /// <summary>Whether the network is made of straight pieces.</summary>
    public required bool IsStraight { get; init; }

    /// <summary>Where units bend, from left to right.</summary>
    public required IReadOnlyList<Bend> Bends { get; init; }

    /// <summary>The straight pieces of the curve.</summary>
    public required IReadOnlyList<Part> Parts { get; init; }
}

/// <summary>Where a unit of a layer (1 for the first) bends.</summary>
internal sealed record Bend(float X, int Layer, int Unit);

/// <summary>A straight piece and its slope.</summary>
internal sealed record Part(float From, float To, float Slope);
