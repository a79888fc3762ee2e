namespace Cajal.DoctorBench.Faults;

/// <summary>Rows taken, joined and changed.</summary>
internal static class Rows
{
    /// <summary>Some rows of a tensor.</summary>
    public static Tensor Take(Tensor from, IReadOnlyList<int> rows)
    {
        int width = from.Count / from.Shape[0];
        var shape = from.Shape.With(0, rows.Count);
        return from.DType == DType.Int32 ? Tensor.From(Taken<int>(), shape) : Tensor.From(Taken<float>(), shape);

        T[] Taken<T>() where T : unmanaged
        {
            T[] all = from.ToArray<T>();
            return [.. rows.SelectMany(r => all[(r * width)..((r + 1) * width)])];
        }
    }

    /// <summary>The rows of both.</summary>
    public static Tensor Join(Tensor a, Tensor b) => Tensor.Concatenate([a, b]);

    /// <summary>The inputs, each changed by its row, its column and its value.</summary>
    public static Tensor Map(Tensor x, Func<int, int, float, float> change)
    {
        float[] all = x.ToArray<float>();
        int width = all.Length / x.Shape[0];
        for (int i = 0; i < all.Length; i++) all[i] = change(i / width, i % width, all[i]);
        return Tensor.From(all, x.Shape);
    }

    /// <summary>Targets as numbers: classes, or the number itself.</summary>
    public static float[] Targets(Tensor y) => y.To(DType.Float32).ToArray<float>();

    /// <summary>So many rows out of all, drawn by lot.</summary>
    public static int[] Draw(Rng rng, int all, int count)
    {
        int[] order = [.. Enumerable.Range(0, all)];
        rng.Shuffle(order.AsSpan());
        return order[..count];
    }

    /// <summary>A wrong target for some rows: another class, or the number mirrored at the mean.</summary>
    public static Tensor Turned(Tensor y, IReadOnlyList<int> rows, int classes, Rng rng)
    {
        if (classes == 0)
        {
            float[] numbers = y.ToArray<float>();
            float mean = numbers.Average();
            foreach (int r in rows) numbers[r] = 2 * mean - numbers[r];
            return Tensor.From(numbers, y.Shape);
        }
        int[] labels = y.ToArray<int>();
        foreach (int r in rows) labels[r] = (labels[r] + 1 + rng.NextInt(classes - 1)) % classes;
        return Tensor.From(labels, y.Shape);
    }
}
