namespace Cajal.Studio;

/// <summary>A layer as matrices: what comes in, W, b, Z and A for the next batch or the pinned point.</summary>
internal static class Matrices
{
    private const int MostShown = 12;

    /// <summary>The matrices of a layer, 1 for the first.</summary>
    public static MatricesView Of(Bench bench, ViewRequest request, int? pinned)
    {
        int layer = Math.Clamp(request.Layer, 1, bench.Layers.Count);
        bool isPoint = request.How == "point" && pinned is not null;
        int[] rows = isPoint ? [pinned!.Value] : NextBatch(bench);
        float[] inputs = bench.InputsOf(rows).ToArray<float>();
        var outputs = LayerOutput.Of(bench, inputs, rows.Length);
        var made = bench.Layers[layer - 1];
        int into = made.Linear.InFeatures, units = made.Linear.OutFeatures;
        return new MatricesView
        {
            Layer = layer,
            How = isPoint ? "point" : "batch",
            Function = made.Activation,
            Rows = [.. rows.Take(MostShown)],
            X = Matrix.Of(outputs[layer - 1].A, rows.Length, into, MostShown),
            W = Matrix.Of(made.Linear.Weight.ToArray<float>(), units, into, MostShown),
            B = made.Linear.Bias is { } bias ? Matrix.Of(bias.ToArray<float>(), 1, units, MostShown) : null,
            Z = Matrix.Of(outputs[layer].Z, rows.Length, units, MostShown),
            A = Matrix.Of(layer < bench.Layers.Count ? outputs[layer].A : Activations(made, outputs[layer]), rows.Length, units, MostShown),
        };
    }

    private static int[] NextBatch(Bench bench)
    {
        var at = bench.Trainer.Position;
        bench.Train.StartEpoch(at.Epoch);
        int batch = Math.Min(at.Batch, bench.Train.Count - 1);
        return [.. Enumerable.Range(0, bench.Train.SizeOf(batch)).Select(i => bench.RowOf(batch, i))];
    }

    // Of the last layer a = f(z), not what is shown of it.
    private static float[] Activations(BenchLayer layer, LayerOutput output)
    {
        if (layer.Function is null) return output.N;
        using var tape = Tape.Start(Mode.Inference);
        return layer.Function.Forward(Tensor.From(output.N, [output.N.Length / output.Units, output.Units])).ToArray<float>();
    }
}

/// <summary>A layer as matrices, a row for each point.</summary>
internal sealed record MatricesView
{
    /// <summary>Marks the message.</summary>
    public string Is => "matrices";

    /// <summary>1 for the first.</summary>
    public required int Layer { get; init; }

    /// <summary>batch or point.</summary>
    public required string How { get; init; }

    /// <summary>Name of f.</summary>
    public required string Function { get; init; }

    /// <summary>Points of the rows that are shown.</summary>
    public required int[] Rows { get; init; }

    /// <summary>What comes in: [n, in].</summary>
    public required Matrix X { get; init; }

    /// <summary>[out, in].</summary>
    public required Matrix W { get; init; }

    /// <summary>[1, out]; null without biases.</summary>
    public Matrix? B { get; init; }

    /// <summary>X·Wᵀ + b: [n, out].</summary>
    public required Matrix Z { get; init; }

    /// <summary>f(Z): [n, out].</summary>
    public required Matrix A { get; init; }
}

/// <summary>The upper left of a matrix.</summary>
/// <param name="Rows">Of the whole.</param>
/// <param name="Columns">Of the whole.</param>
/// <param name="Values">What is shown, row by row.</param>
internal sealed record Matrix(int Rows, int Columns, IReadOnlyList<float[]> Values)
{
    /// <summary>Of numbers row by row, at most so many rows and columns.</summary>
    public static Matrix Of(float[] values, int rows, int columns, int most) =>
        new(rows, columns, [.. Enumerable.Range(0, Math.Min(most, rows)).Select(r => values[(r * columns)..(r * columns + Math.Min(most, columns))].Select(v => SentNumber.Short(v)).ToArray())]);
}
