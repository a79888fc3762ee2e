namespace Cajal.Onnx;

/// <summary>Windows that share an axis among themselves and are not all of one size, axis by axis: means as products with a matrix, the largest
/// piece by piece.</summary>
internal static class AdaptivePoolExport
{
    /// <summary>Whether the windows of some axis differ in size.</summary>
    public static bool IsUneven(PoolWindow window) => Axes(window).Any(a => a.IsAdaptive && a.In % a.Out != 0);

    public static string Mean(NodeExport n, PoolWindow window) => Each(n, window, (x, axis, windows) =>
    {
        var shares = new double[windows.In, windows.Out];
        for (int o = 0; o < windows.Out; o++)
        {
            var (first, end) = windows.Of(o);
            for (int i = first; i < end; i++) shares[i, o] = 1.0 / (end - first);
        }
        return IndexExport.AlongAxis(n, x, axis, shares);
    });

    public static string Largest(NodeExport n, PoolWindow window) => Each(n, window, (x, axis, windows) =>
    {
        var parts = new List<string>();
        for (int o = 0; o < windows.Out; o++)
        {
            var (first, end) = windows.Of(o);
            string piece = n.Add("Slice", x, n.Graph.Longs(first), n.Graph.Longs(end), n.Graph.Longs(axis), n.Graph.Longs(1));
            parts.Add(n.Add("ReduceMax", [piece], ("axes", new[] { (long)axis }), ("keepdims", 1L)));
        }
        return n.Add("Concat", [.. parts], ("axis", (long)axis));
    });

    private static PoolAxis[] Axes(PoolWindow window) => [.. new[] { window.Depth, window.Height, window.Width }.Skip(3 - window.Axes)];

    private static string Each(NodeExport n, PoolWindow window, Func<string, int, PoolAxis, string> pooled)
    {
        PoolAxis[] axes = Axes(window);
        if (axes.Any(a => !a.IsAdaptive)) throw n.Wrong("its windows slide along one axis and share another");
        string x = n[0];
        for (int i = 0; i < axes.Length; i++) x = pooled(x, n.ShapeOf(0).Rank - axes.Length + i, axes[i]);
        return x;
    }
}
