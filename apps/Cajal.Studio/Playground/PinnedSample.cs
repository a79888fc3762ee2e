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
        using var tape = Tape.Start();
        var x = bench.InputsOf([row]);
        Tensor a = x;
        var numbers = new List<(Tensor Z, Tensor A)>();
        foreach (var layer in bench.Layers)
        {
            var z = layer.Linear.Forward(a);
            tape.Watch(z);
            a = layer.Function is null ? z : layer.Function.Forward(z);
            numbers.Add((z, a));
        }
        var loss = bench.Head.LossOf(a, bench.TargetsOf([row]));
        var gradients = tape.Gradients(loss);
        int parameter = 0;
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
                A = numbers[l].A.ToArray<float>(),
                Delta = gradients[numbers[l].Z].ToArray<float>(),
                Weights = layer.Linear.Weight.ToArray<float>(),
                WeightGradients = gradients[layer.Linear.Weight].ToArray<float>(),
                WeightUpdates = updates?[parameter++],
                Biases = layer.Linear.Bias?.ToArray<float>(),
                BiasUpdates = layer.Linear.Bias is null ? null : updates?[parameter++],
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

    /// <summary>a = f(z).</summary>
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
