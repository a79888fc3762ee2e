namespace Cajal.Studio;

/// <summary>Names the first number of a step that is none any more: forward from the inputs, then backward, then the update.</summary>
internal static class FirstBadNumber
{
    /// <summary>Whether all weights and biases are numbers.</summary>
    public static bool IsSound(Bench bench) => bench.Network.Parameters.All(p => Array.TrueForAll(p.ToArray<float>(), float.IsFinite));

    /// <summary>The sentence about the next step of a bench that stands just before it.</summary>
    public static string Find(Bench bench)
    {
        // A pass of training moves running statistics and the counters of dropout.
        var now = bench.Snapshot();
        try
        {
            return Follow(bench);
        }
        finally
        {
            bench.Restore(now);
        }
    }

    private static string Follow(Bench bench)
    {
        var at = bench.Trainer.Position;
        bench.Train.StartEpoch(at.Epoch);
        int[] rows = [.. Enumerable.Range(0, bench.Train.SizeOf(at.Batch)).Select(i => bench.RowOf(at.Batch, i))];
        using var tape = Tape.Start();
        var a = bench.InputsOf(rows);
        var nets = new List<Tensor>();
        for (int l = 0; l < bench.Layers.Count; l++)
        {
            var layer = bench.Layers[l];
            foreach (var parameter in layer.Linear.Parameters)
                if (Bad(parameter) is var (place, value)) return $"{(parameter == layer.Linear.Weight ? $"the weight w[{place / layer.Linear.InFeatures + 1}, {place % layer.Linear.InFeatures + 1}]" : $"the bias b[{place + 1}]")} of {Name(bench, l)} is {value}";
            var z = layer.Linear.Forward(a);
            tape.Watch(z);
            nets.Add(z);
            if (Bad(z) is var (net, number)) return $"z of unit {net % z.Shape[1] + 1} of {Name(bench, l)} is {number} for point {rows[net / z.Shape[1]] + 1}";
            a = layer.Behind(a, z).Out;
            if (Bad(a) is var (unit, answer)) return $"a of unit {unit % a.Shape[1] + 1} of {Name(bench, l)} is {answer} for point {rows[unit / a.Shape[1]] + 1}";
        }
        var loss = bench.Head.LossOf(a, bench.TargetsOf(rows));
        if (Bad(loss) is var (_, lost)) return $"the loss '{bench.Head.LossName}' is {lost}, made of outputs that are numbers";
        var gradients = tape.Gradients(loss);
        for (int l = bench.Layers.Count - 1; l >= 0; l--)
        {
            if (Bad(gradients[nets[l]]) is var (place, slope)) return $"δ of unit {place % nets[l].Shape[1] + 1} of {Name(bench, l)} is {slope}";
            if (Bad(gradients[bench.Layers[l].Linear.Weight]) is var (_, steep)) return $"a gradient of the weights of {Name(bench, l)} is {steep}";
        }
        return $"the update leaves the range of the numbers: the gradients are finite, and η = {FormattableString.Invariant($"{bench.Trainer.Optimizer.LearningRate:G3}")} times them is not";
    }

    private static string Name(Bench bench, int layer) => layer == bench.Layers.Count - 1 ? "the output layer" : $"hidden layer {layer + 1}";

    private static (int Place, string Value)? Bad(Tensor values)
    {
        float[] numbers = values.ToArray<float>();
        int place = Array.FindIndex(numbers, n => !float.IsFinite(n));
        return place < 0 ? null : (place, float.IsNaN(numbers[place]) ? "NaN" : numbers[place] > 0 ? "+∞" : "−∞");
    }
}
