namespace Cajal.Studio;

/// <summary>What a layer makes of some rows.</summary>
/// <param name="Units">Its width.</param>
/// <param name="Z">W·x + b: [rows, units], row by row.</param>
/// <param name="N">What its function reads: z, or norm(z).</param>
/// <param name="A">What the next layer reads; of the last layer as it is shown.</param>
internal sealed record LayerOutput(int Units, float[] Z, float[] N, float[] A)
{
    /// <summary>The inputs, as layer 0 with z = a, then each layer, for some places of the picture, [n, 2].</summary>
    public static LayerOutput[] Of(Bench bench, float[,] places) => OfValues(bench, bench.View.ValuesAt(places));

    /// <summary>The same for all points.</summary>
    public static LayerOutput[] OfPoints(Bench bench) => OfValues(bench, bench.Data.Places);

    private static LayerOutput[] OfValues(Bench bench, float[,] values)
    {
        int rows = values.GetLength(0);
        return Of(bench, bench.Reader.Of(values, [.. Enumerable.Range(0, rows)]).ToArray<float>(), rows);
    }

    /// <summary>The same for inputs [n, inputs], row by row.</summary>
    public static LayerOutput[] Of(Bench bench, float[] inputs, int rows)
    {
        using var tape = Tape.Start(Mode.Inference);
        var made = new LayerOutput[bench.Layers.Count + 1];
        made[0] = new LayerOutput(bench.Inputs.Length, inputs, inputs, inputs);
        var a = Tensor.From(inputs, [rows, bench.Inputs.Length]);
        for (int l = 0; l < bench.Layers.Count; l++)
        {
            var pass = bench.Layers[l].Pass(a);
            a = pass.Out;
            var shown = l == bench.Layers.Count - 1 ? bench.Head.Shown(a) : a;
            made[l + 1] = new LayerOutput(bench.Layers[l].Linear.OutFeatures, pass.Z.ToArray<float>(), pass.N.ToArray<float>(), shown.ToArray<float>());
        }
        return made;
    }
}
