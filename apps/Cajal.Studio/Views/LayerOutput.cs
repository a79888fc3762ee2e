namespace Cajal.Studio;

/// <summary>What a layer makes of some rows.</summary>
/// <param name="Units">Its width.</param>
/// <param name="Z">Before its function: [rows, units], row by row.</param>
/// <param name="A">After it; of the last layer as it is shown.</param>
internal sealed record LayerOutput(int Units, float[] Z, float[] A)
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
        made[0] = new LayerOutput(bench.Inputs.Length, inputs, inputs);
        var a = Tensor.From(inputs, [rows, bench.Inputs.Length]);
        for (int l = 0; l < bench.Layers.Count; l++)
        {
            var z = bench.Layers[l].Linear.Forward(a);
            a = bench.Layers[l].Function?.Forward(z) ?? z;
            var shown = l == bench.Layers.Count - 1 ? bench.Head.Shown(a) : a;
            made[l + 1] = new LayerOutput(bench.Layers[l].Linear.OutFeatures, z.ToArray<float>(), shown.ToArray<float>());
        }
        return made;
    }
}
