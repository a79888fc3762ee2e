namespace Cajal.Tests.Ops;

/// <summary>A tensor as simple as can be: sizes and numbers in row-major order, walked with plain loops. The truth the ops are held to.</summary>
internal sealed class Plain(int[] sizes, double[] values)
{
    public int[] Sizes => sizes;

    public double[] Values => values;

    public int Rank => sizes.Length;

    public double this[params int[] index]
    {
        get => values[Place(index)];
        set => values[Place(index)] = value;
    }

    public static Plain Of(Tensor x) => new(x.Shape.ToArray(), [.. Indices(x.Shape.ToArray()).Select(i => x[i])]);

    public static Plain Fill(int[] sizes, Func<int[], double> value) => new(sizes, [.. Indices(sizes).Select(value)]);

    public static Plain Number(double value) => new([], [value]);

    public static Plain Each(Plain x, Func<double, double> f) => new(x.Sizes, [.. x.Values.Select(f)]);

    /// <summary>f(a, b) with broadcasting, each index worked out from the end.</summary>
    public static Plain Pairs(Plain a, Plain b, Func<double, double, double> f) =>
        Fill(Together(a.Sizes, b.Sizes), i => f(a[Fold(i, a.Sizes)], b[Fold(i, b.Sizes)]));

    /// <summary>One number for each group of elements along some axes.</summary>
    public static Plain Reduce(Plain x, int[] axes, bool keep, Func<double[], double> f)
    {
        int[] kept = [.. x.Sizes.Select((s, i) => axes.Contains(i) ? 1 : s)];
        var groups = Fill(kept, _ => 0);
        var members = groups.Values.Select(_ => new List<double>()).ToArray();
        foreach (int[] i in Indices(x.Sizes)) members[groups.Place([.. i.Select((v, k) => axes.Contains(k) ? 0 : v)])].Add(x[i]);
        return new Plain(keep ? kept : [.. x.Sizes.Where((_, i) => !axes.Contains(i))], [.. members.Select(m => f([.. m]))]);
    }

    /// <summary>Each line of elements along an axis replaced by another, maybe of another length.</summary>
    public static Plain Lines(Plain x, int axis, Func<double[], double[]> f)
    {
        int size = x.Sizes[axis], inner = x.Sizes.Skip(axis + 1).Aggregate(1, (a, b) => a * b), outer = x.Sizes.Take(axis).Aggregate(1, (a, b) => a * b);
        int length = f(new double[size]).Length;
        double[] y = new double[outer * length * inner];
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < inner; i++)
            {
                double[] line = f([.. Enumerable.Range(0, size).Select(k => x.Values[(o * size + k) * inner + i])]);
                for (int k = 0; k < length; k++) y[(o * length + k) * inner + i] = line[k];
            }
        }
        return new Plain([.. x.Sizes.Select((s, i) => i == axis ? length : s)], y);
    }

    /// <summary>All index tuples in row-major order.</summary>
    public static IEnumerable<int[]> Indices(int[] sizes)
    {
        int count = sizes.Aggregate(1, (a, b) => a * b);
        for (int n = 0; n < count; n++)
        {
            int[] index = new int[sizes.Length];
            for (int axis = sizes.Length - 1, rest = n; axis >= 0; axis--)
            {
                index[axis] = rest % sizes[axis];
                rest /= sizes[axis];
            }
            yield return index;
        }
    }

    public static int[] Together(int[] a, int[] b)
    {
        int rank = Math.Max(a.Length, b.Length);
        return [.. Enumerable.Range(1, rank).Select(i =>
        {
            int m = i <= a.Length ? a[^i] : 1, n = i <= b.Length ? b[^i] : 1;
            return m == 1 ? n : m;
        }).Reverse()];
    }

    public static int[] Fold(int[] index, int[] sizes) =>
        [.. sizes.Select((s, i) => s == 1 ? 0 : index[i + index.Length - sizes.Length])];

    private int Place(int[] index)
    {
        int place = 0;
        for (int i = 0; i < sizes.Length; i++) place = place * sizes[i] + index[i];
        return place;
    }
}
