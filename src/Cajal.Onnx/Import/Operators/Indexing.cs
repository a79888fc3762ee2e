namespace Cajal.Onnx;

/// <summary>Numbers picked by index.</summary>
internal static class Indexing
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Gather", Rows);
        table.Add("GatherElements", Elements);
        table.Add("GatherND", Points);
        table.Add("Compress", Compress);
        table.Add("NonZero", NonZero);
    }

    /// <summary>Indices below 0 count from the end.</summary>
    public static Tensor Wrapped(Tensor index, int size)
    {
        index = index.To(DType.Int64);
        return Tensor.Where(index < 0, index + size, index);
    }

    /// <summary>Places in row-major order out of indices for the first axes of a shape: […, axes] → […].</summary>
    public static Tensor Places(Tensor index, ReadOnlySpan<int> sizes)
    {
        var strides = new long[sizes.Length];
        for (int i = sizes.Length - 1, stride = 1; i >= 0; stride *= sizes[i--]) strides[i] = stride;
        var each = Tensor.From(Array.ConvertAll(sizes.ToArray(), s => (long)s));
        index = index.To(DType.Int64);
        return (Tensor.Where(index < 0, index + each, index) * Tensor.From(strides)).Sum(-1);
    }

    private static Tensor Rows(Call c)
    {
        int axis = c.Axis(c.Int("axis", 0), c.X.Rank);
        int[] sizes = c.X.Shape.ToArray();
        var index = Wrapped(c[1], sizes[axis]);
        var rows = c.X.IndexSelect(axis, Arrangements.Shaped(index, [index.Count]));
        return rows.Reshape(Shape.Of([.. sizes[..axis], .. index.Shape.ToArray(), .. sizes[(axis + 1)..]]));
    }

    private static Tensor Elements(Call c)
    {
        int axis = c.Axis(c.Int("axis", 0), c.X.Rank);
        var x = c.X;
        for (int i = 0; i < x.Rank; i++)
            if (i != axis && c[1].Shape[i] < x.Shape[i]) x = x.Slice(i, ..c[1].Shape[i]);
        return x.Gather(axis, Wrapped(c[1], x.Shape[axis]));
    }

    private static Tensor Points(Call c)
    {
        int[] sizes = c.X.Shape.ToArray(), counts = c[1].Shape.ToArray();
        int batch = c.Int("batch_dims", 0), depth = counts[^1], last = batch + depth;
        if (last > sizes.Length) throw c.Wrong($"its indices have {depth} numbers, and {c.X.Shape} has {sizes.Length - batch} axes for them.");
        var places = Places(c[1], sizes.AsSpan(batch, depth));
        int inner = sizes[batch..last].Aggregate(1, (m, n) => m * n), outer = sizes[..batch].Aggregate(1, (m, n) => m * n);
        if (batch > 0)
        {
            var first = Tensor.Arange(outer) * inner;
            places += first.Reshape(Shape.Of([.. sizes[..batch], .. Enumerable.Repeat(1, places.Rank - batch)]));
        }
        int[] rest = sizes[last..];
        var rows = Arrangements.Shaped(c.X, Shape.Of([outer * inner, .. rest])).IndexSelect(0, Arrangements.Shaped(places, [places.Count]));
        return rows.Reshape(Shape.Of([.. places.Shape.ToArray(), .. rest]));
    }

    private static Tensor Compress(Call c)
    {
        long[] kept = [.. c.HostLongs(1)!.Select((v, i) => (v, (long)i)).Where(p => p.v != 0).Select(p => p.Item2)];
        var x = c.Find("axis") is null ? Arrangements.Shaped(c.X, [c.X.Count]) : c.X;
        return x.IndexSelect(c.Find("axis") is null ? 0 : c.Axis(c.Int("axis", 0), x.Rank), Tensor.From(kept));
    }

    // Where numbers are not 0: [rank, how many], in row-major order. How many follows from the values, which are read on the host.
    private static Tensor NonZero(Call c)
    {
        double[] values = c.HostNumbers(0)!;
        int[] sizes = c.X.Shape.ToArray(), found = [.. Enumerable.Range(0, values.Length).Where(i => values[i] != 0)];
        var places = new long[sizes.Length * found.Length];
        for (int axis = sizes.Length - 1, stride = 1; axis >= 0; stride *= sizes[axis--])
            for (int i = 0; i < found.Length; i++) places[axis * found.Length + i] = found[i] / stride % sizes[axis];
        return Tensor.From(places, [sizes.Length, found.Length]);
    }
}
