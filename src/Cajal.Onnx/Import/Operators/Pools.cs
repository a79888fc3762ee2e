namespace Cajal.Onnx;

/// <summary>The largest, the mean and the norm of windows, or of all places.</summary>
internal static class Pools
{
    public static void AddTo(OperatorTable table)
    {
        table.AddMany("MaxPool", Largest);
        table.Add("AveragePool", c => Mean(c, c.X, c.Int("count_include_pad", 0) != 0));
        table.Add("LpPool", c => Norm(c, c.Float("p", 2)));
        table.Add("GlobalMaxPool", c => c.X.Max(Places(c.X), keepAxes: true));
        table.Add("GlobalAveragePool", c => c.X.Mean(Places(c.X), keepAxes: true));
        table.Add("GlobalLpPool", c => c.X.Norm(Places(c.X), c.Int("p", 2), keepAxes: true));
    }

    private static int[] Places(Tensor x) => [.. Enumerable.Range(2, x.Rank - 2)];

    private static SlidingWindow Window(Call c, Tensor x)
    {
        if (x.Rank is < 3 or > 5) throw c.Wrong($"it pools [N, C, …] over one to three axes; received {x.Shape}.");
        return new(c, x.Shape.ToArray()[2..], c.Ints("kernel_shape") ?? throw c.Wrong("'kernel_shape' is missing."));
    }

    // Padding within half the kernel on both sides is the operation's own; another one is put there first.
    private static (Tensor X, PoolWindow Window, bool Bordered) Slide(Call c, Tensor x, SlidingWindow w, double border)
    {
        bool own = w.Before.AsSpan().SequenceEqual(w.After) && !w.Before.Where((p, i) => p > w.Kernel[i] / 2).Any();
        if (!own)
            for (int i = 0; i < w.Kernel.Length; i++) x = x.Pad(i + 2, w.Before[i], w.After[i], border);
        var axes = new PoolAxis[w.Kernel.Length];
        for (int i = 0; i < axes.Length; i++)
            axes[i] = PoolAxis.Sliding(x.Shape[i + 2], w.Kernel[i], w.Strides[i], own ? w.Before[i] : 0, w.Dilations[i], c.Int("ceil_mode", 0) != 0)
                ?? throw c.Wrong($"not one window of {w.Kernel[i]} fits axis {i + 2} of {c.X.Shape}.");
        return (x, PoolWindow.Of(axes), !own);
    }

    private static Tensor?[] Largest(Call c)
    {
        var input = c.X.DType.IsFloat() ? c.X : c.X.To(DType.Float64);
        var w = Window(c, input);
        var (x, window, bordered) = Slide(c, input, w, double.NegativeInfinity);
        var y = Op.Apply(new MaxPool(window), x).To(c.X.DType);
        if (!c.Wants(1)) return [y];
        if (bordered) throw c.Unsupported("positions (the second output) with unequal padding");
        var at = Op.Apply(new ArgMaxPool(window), x);
        if (c.Int("storage_order", 0) != 0)
        {
            if (x.Rank != 4) throw c.Unsupported("storage_order 1 on other than pictures");
            var row = (at.To(DType.Float64) / x.Shape[3]).Floor().To(DType.Int64);
            at = row + (at - row * x.Shape[3]) * x.Shape[2];
        }
        int plane = x.Shape.ToArray()[2..].Aggregate(1, (m, n) => m * n);
        var first = Tensor.Arange(0, (double)x.Shape[0] * x.Shape[1] * plane, plane, DType.Int64);
        return [y, at + first.Reshape(Shape.Of([x.Shape[0], x.Shape[1], .. Enumerable.Repeat(1, x.Rank - 2)]))];
    }

    private static Tensor Mean(Call c, Tensor x, bool countPadding)
    {
        var (padded, window, bordered) = Slide(c, x, Window(c, x), 0);
        var sum = Op.Apply(new AveragePool(window, countPadding), padded);
        if (!bordered || countPadding) return sum;
        // Divided by the kernel's numbers, and so by how many of them were on the axis.
        var ones = Slide(c, Tensor.Ones(Shape.Of([1, 1, .. x.Shape.ToArray()[2..]]), x.DType), Window(c, x), 0).X;
        return sum / Op.Apply(new AveragePool(window, countPadding), ones);
    }

    // (Σ |x|ᵖ)^(1/p)
    private static Tensor Norm(Call c, double p)
    {
        if (c.Find("p") is { } exponent && exponent.I > 0) p = exponent.I;
        int count = Window(c, c.X).Kernel.Aggregate(1, (m, n) => m * n);
        return (Mean(c, c.X.Abs().Power(p), countPadding: true) * count).Power(1 / p);
    }
}
