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

    /// <summary>A target of each row as a number: its class, or the first of its numbers.</summary>
    public static float[] Targets(Tensor y)
    {
        float[] all = y.To(DType.Float32).ToArray<float>();
        int width = all.Length / y.Shape[0];
        return [.. all.Where((_, i) => i % width == 0)];
    }

    /// <summary>So many rows out of all, drawn by lot.</summary>
    public static int[] Draw(Rng rng, int all, int count)
    {
        int[] order = [.. Enumerable.Range(0, all)];
        rng.Shuffle(order.AsSpan());
        return order[..count];
    }

    /// <summary>A wrong target for some rows: another class, or the numbers mirrored at their means.</summary>
    public static Tensor Turned(Tensor y, IReadOnlyList<int> rows, int classes, Rng rng)
    {
        if (classes == 0)
        {
            float[] numbers = y.ToArray<float>();
            int width = numbers.Length / y.Shape[0];
            for (int k = 0; k < width; k++)
            {
                float mean = numbers.Where((_, i) => i % width == k).Average();
                foreach (int r in rows) numbers[r * width + k] = 2 * mean - numbers[r * width + k];
            }
            return Tensor.From(numbers, y.Shape);
        }
        int[] labels = y.ToArray<int>();
        foreach (int r in rows) labels[r] = (labels[r] + 1 + rng.NextInt(classes - 1)) % classes;
        return Tensor.From(labels, y.Shape);
    }
}
