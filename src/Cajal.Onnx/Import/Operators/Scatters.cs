namespace Cajal.Onnx;

/// <summary>Numbers written by index: y = x, but what the indices name is replaced by, or taken together with, the updates. In sums by index, which
/// have derivatives.</summary>
internal static class Scatters
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("ScatterND", c => Rows(c, Points(c)));
        table.Add("ScatterElements", c => Rows(c, Elements(c)));
        table.Add("Scatter", c => Rows(c, Elements(c)));
    }

    // x [rows, …], updates [n, …], places [n]: one place for each update.
    private static Tensor Rows(Call c, (Tensor X, Tensor Updates, Tensor Places) flat)
    {
        var (x, updates, places) = flat;
        int rows = x.Shape[0];
        string how = c.Text("reduction", "none");
        if (how == "add") return (x + updates.IndexAdd(0, places, rows)).Reshape(c.X.Shape);
        if (how != "none") (updates, places) = Joined(c, updates, places, Join(c, how));
        bool truth = x.DType == DType.Bool;
        var sum = (truth ? updates.To(DType.Int32) : updates).IndexAdd(0, places, rows);
        var hits = Tensor.Ones([places.Count], DType.Int32).IndexAdd(0, places, rows);
        var named = (hits > 0).Reshape(Shape.Of([rows, .. Enumerable.Repeat(1, x.Rank - 1)]));
        var written = truth ? sum.To(DType.Bool) : sum;
        return Tensor.Where(named, how == "none" ? written : Join(c, how)(x, written), x).Reshape(c.X.Shape);
    }

    private static Func<Tensor, Tensor, Tensor> Join(Call c, string how) => how switch
    {
        "mul" => (a, b) => a * b,
        "max" => (a, b) => a.Maximum(b),
        "min" => (a, b) => a.Minimum(b),
        _ => throw c.Unsupported($"the reduction '{how}'"),
    };

    // Updates of one place are joined two by two until each place is named once.
    private static (Tensor Updates, Tensor Places) Joined(Call c, Tensor updates, Tensor places, Func<Tensor, Tensor, Tensor> join)
    {
        long[] at = HostValues.Whole(places);
        if (!c.Values[1].Known) HostReads.Ring(places);
        while (at.Distinct().Count() < at.Length)
        {
            int[][] groups = [.. Enumerable.Range(0, at.Length).GroupBy(i => at[i]).SelectMany(g => g.Chunk(2))];
            int[][] pairs = [.. groups.Where(g => g.Length == 2)], alone = [.. groups.Where(g => g.Length == 1)];
            Tensor Of(IEnumerable<int> rows) => updates.IndexSelect(0, Tensor.From([.. rows.Select(r => (long)r)]));
            var joined = join(Of(pairs.Select(p => p[0])), Of(pairs.Select(p => p[1])));
            updates = alone.Length > 0 ? Tensor.Concatenate([joined, Of(alone.Select(a => a[0]))], 0) : joined;
            at = [.. pairs.Concat(alone).Select(g => at[g[0]])];
        }
        return (updates, Tensor.From(at));
    }

    private static (Tensor, Tensor, Tensor) Points(Call c)
    {
        int[] sizes = c.X.Shape.ToArray();
        int depth = c[1].Shape[-1];
        if (depth > sizes.Length) throw c.Wrong($"its indices have {depth} numbers, and {c.X.Shape} has {sizes.Length} axes.");
        var places = Indexing.Places(c[1], sizes.AsSpan(0, depth));
        int[] rest = sizes[depth..];
        return (Arrangements.Shaped(c.X, Shape.Of([sizes[..depth].Aggregate(1, (m, n) => m * n), .. rest])),
            Arrangements.Shaped(c[2], Shape.Of([places.Count, .. rest])), Arrangements.Shaped(places, [places.Count]));
    }

    private static (Tensor, Tensor, Tensor) Elements(Call c)
    {
        int[] sizes = c.X.Shape.ToArray(), counts = c[1].Shape.ToArray();
        int axis = c.Axis(c.Int("axis", 0), sizes.Length), stride = 1;
        var places = Tensor.Zeros(Shape.Scalar, DType.Int64);
        for (int i = sizes.Length - 1; i >= 0; stride *= sizes[i--])
        {
            var along = i == axis ? Indexing.Wrapped(c[1], sizes[i])
                : Tensor.Arange(counts[i]).Reshape(Shape.Of([counts[i], .. Enumerable.Repeat(1, sizes.Length - 1 - i)]));
            places += along * stride;
        }
        return (Arrangements.Shaped(c.X, [c.X.Count]), Arrangements.Shaped(c[2], [c[2].Count]), Arrangements.Shaped(places, [places.Count]));
    }
}
