namespace Cajal.Studio;

/// <summary>Every number of one sample's way through the network and back, read from one tape.</summary>
internal static class PinnedSample
{
    /// <summary>Follows a point.</summary>
    /// <param name="bench">Whose network.</param>
    /// <param name="row">Its row among the points.</param>
    /// <param name="updates">Change of each parameter in the next update, in their order; null when it is not known.</param>
    public static PinnedTrace Trace(Bench bench, int row, IReadOnlyList<float[]>? updates)
    {
        float[]?[] masks = [.. bench.Layers.Select(l => DropMask.Of(bench, l, row))];
        // As the network answers: nothing is dropped, and a batch norm takes its running statistics.
        using var tape = Tape.Start(Mode.Inference);
        var x = bench.InputsOf([row]);
        Tensor a = x;
        var numbers = new List<BenchPass>();
        foreach (var layer in bench.Layers)
        {
            var z = layer.Linear.Forward(a);
            tape.Watch(z);
            var pass = layer.Behind(a, z);
            numbers.Add(pass);
            a = pass.Out;
        }
        var loss = bench.Head.LossOf(a, bench.TargetsOf([row]));
        var gradients = tape.Gradients(loss);
        var parameters = bench.Network.Parameters.ToList();
        return new PinnedTrace
        {
            Row = row,
            X = bench.Data.Places[row, bench.View.Columns.X],
            Y = bench.Data.Places[row, bench.View.Columns.Y],
            Target = bench.Data.Targets[row],
            Inputs = x.ToArray<float>(),
            Loss = Number(loss.Item()),
            Shown = bench.Head.Shown(a).ToArray<float>(),
            Layers = [.. bench.Layers.Select((layer, l) => new PinnedLayer
            {
                Z = numbers[l].Z.ToArray<float>(),
                N = layer.Norm is null ? null : numbers[l].N.ToArray<float>(),
                F = layer.Skips ? numbers[l].A.ToArray<float>() : null,
                A = numbers[l].Out.ToArray<float>(),
                Mask = masks[l],
                Delta = gradients[numbers[l].Z].ToArray<float>(),
                Weights = layer.Linear.Weight.ToArray<float>(),
                WeightGradients = gradients[layer.Linear.Weight].ToArray<float>(),
                WeightUpdates = updates?[parameters.IndexOf(layer.Linear.Weight)],
                Biases = layer.Linear.Bias?.ToArray<float>(),
                BiasUpdates = layer.Linear.Bias is null ? null : updates?[parameters.IndexOf(layer.Linear.Bias)],
            })],
        };
    }

    private static double? Number(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>The numbers of a pinned point.</summary>
internal sealed record PinnedTrace
{
    /// <summary>Marks the message.</summary>
    public string Is => "pin";

    /// <summary>Row of the point.</summary>
    public required int Row { get; init; }

    /// <summary>Its place.</summary>
    public required float X { get; init; }

    /// <summary>Its place.</summary>
    public required float Y { get; init; }

    /// <summary>Its class or number.</summary>
    public required float Target { get; init; }

    /// <summary>What the network reads of it.</summary>
    public required float[] Inputs { get; init; }

    /// <summary>ℓ of it alone; null when it is no number.</summary>
    public required double? Loss { get; init; }

    /// <summary>The outputs as they are shown.</summary>
    public required float[] Shown { get; init; }

    /// <summary>Hidden layers, then the output.</summary>
    public required IReadOnlyList<PinnedLayer> Layers { get; init; }
}

/// <summary>The numbers of a layer.</summary>
internal sealed record PinnedLayer
{
    /// <summary>z = W·a + b.</summary>
    public required float[] Z { get; init; }

    /// <summary>n = norm(z); null without a norm.</summary>
    public float[]? N { get; init; }

    /// <summary>f(n), before the layer's input is added; null without a skip.</summary>
    public float[]? F { get; init; }

    /// <summary>By what dropout multiplies each unit in the next update: 0, or 1/(1 − rate). Null without dropout, or when the point is not in the next batch.</summary>
    public float[]? Mask { get; init; }

    /// <summary>What the next layer reads: a = f(z), or with a skip f(n) + x.</summary>
    public required float[] A { get; init; }

    /// <summary>δ = ∂ℓ/∂z, which is also ∂ℓ/∂b.</summary>
    public required float[] Delta { get; init; }

    /// <summary>W: rows are units.</summary>
    public required float[] Weights { get; init; }

    /// <summary>∂ℓ/∂W of this point alone.</summary>
    public required float[] WeightGradients { get; init; }

    /// <summary>ΔW of the next update; null while training runs.</summary>
    public float[]? WeightUpdates { get; init; }

    /// <summary>b; null without.</summary>
    public float[]? Biases { get; init; }

    /// <summary>Δb of the next update.</summary>
    public float[]? BiasUpdates { get; init; }
}
