namespace Cajal.Onnx;

/// <summary>Other numbers of places: Resize, and Upsample of older editions.</summary>
internal static class Resizes
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Resize", Resize);
        table.Add("Upsample", Upsample);
    }

    private static Tensor Upsample(Call c)
    {
        double[] scales = c.Floats("scales") ?? c.HostNumbers(1) ?? throw c.Wrong("its scales are missing.");
        return Each(c, [.. Enumerable.Range(0, c.X.Rank)], scales, null, null, "asymmetric", "floor");
    }

    private static Tensor Resize(Call c)
    {
        if (c.Opset == 10) return Each(c, [.. Enumerable.Range(0, c.X.Rank)], c.HostNumbers(1), null, null, "asymmetric", "floor");
        int[] axes = c.Ints("axes") is { } said ? Array.ConvertAll(said, a => c.Axis(a, c.X.Rank)) : [.. Enumerable.Range(0, c.X.Rank)];
        double[]? scales = c.HostNumbers(2) is { Length: > 0 } s ? s : null, roi = c.HostNumbers(1) is { Length: > 0 } r ? r : null;
        return Each(c, axes, scales, c.HostLongs(3), roi, c.Text("coordinate_transformation_mode", "half_pixel"), c.Text("nearest_mode", "round_prefer_floor"));
    }

    private static Tensor Each(Call c, int[] axes, double[]? scales, long[]? sizes, double[]? roi, string coordinates, string nearest)
    {
        if ((scales?.Length ?? sizes?.Length) != axes.Length) throw c.Wrong($"it needs a scale or a size for each of {axes.Length} axes.");
        if (sizes is not null && c.Text("keep_aspect_ratio_policy", "stretch") is var policy and not "stretch")
        {
            var each = axes.Select((axis, i) => sizes[i] / (double)c.X.Shape[axis]);
            double common = policy == "not_larger" ? each.Min() : each.Max();
            sizes = [.. axes.Select(axis => (long)Math.Floor(common * c.X.Shape[axis] + 0.5))];
            scales = [.. axes.Select(_ => common)];
        }
        string mode = c.Text("mode", "nearest");
        if (mode == "bilinear") mode = "linear";
        if (mode is not ("nearest" or "linear" or "cubic")) throw c.Unsupported($"the mode '{mode}'");
        bool crops = coordinates == "tf_crop_and_resize", smooth = c.Int("antialias", 0) != 0;
        if (crops && smooth) throw c.Unsupported("antialias of a piece (tf_crop_and_resize)");
        var target = Array.ConvertAll(c.X.Shape.ToArray(), v => (long)v);
        for (int i = 0; i < axes.Length; i++)
        {
            double span = crops && roi is not null ? roi[i + axes.Length] - roi[i] : 1;
            target[axes[i]] = sizes?[i] ?? (long)Math.Floor(target[axes[i]] * span * scales![i]);
        }
        OnnxLimits.Shape(target, c.Place);
        var x = c.X.DType.IsFloat() ? c.X : c.X.To(DType.Float64);
        var taps = new List<(int Axis, ResizeTaps Taps)>();
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = axes[i], n = x.Shape[axis], m = (int)target[axis];
            double scale = scales?[i] ?? (double)m / n, start = crops && roi is not null ? roi[i] : 0, end = crops && roi is not null ? roi[i + axes.Length] : 1;
            if (n == m && scale == 1 && (start, end) == (0, 1)) continue;
            if (n == 0 || m == 0) throw c.Wrong($"axis {axis} of {x.Shape} cannot become {m} long.");
            taps.Add((axis, new ResizeTaps(n, m, scale, mode, coordinates, nearest, c.Float("cubic_coeff_a", -0.75), c.Int("exclude_outside", 0) != 0, smooth, start, end)));
        }
        Tensor Mapped(Tensor t) => taps.Aggregate(t, (y, tap) => Op.Apply(new MapAxis(tap.Axis, tap.Taps), y));
        var result = Mapped(x);
        // Results outside of the picture have a value of their own.
        if (crops && c.Float("extrapolation_value", 0) is var outside and not 0)
            result = Tensor.Where(Mapped(Tensor.Ones(x.Shape, x.DType)) > 0.5, result, outside);
        return result.To(c.X.DType);
    }
}
