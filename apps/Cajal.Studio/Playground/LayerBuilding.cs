using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>The layers of a state with first weights: each with its norm, activation, dropout and skip.</summary>
internal static class LayerBuilding
{
    /// <summary>Hidden layers, then the output.</summary>
    /// <param name="state">What is asked for.</param>
    /// <param name="inputs">Numbers the first layer reads.</param>
    /// <param name="head">The end of the network.</param>
    /// <param name="warnings">What was asked for and cannot be, a sentence each.</param>
    public static BenchLayer[] Of(PlaygroundState state, int inputs, OutputHead head, out IReadOnlyList<string> warnings)
    {
        Rng rng = new Rng((ulong)state.WeightSeed).Fork("model"), drops = new Rng((ulong)state.DropoutSeed).Fork("dropout");
        var hidden = HiddenLayers.Parse(state.Layers);
        var layers = new BenchLayer[hidden.Length + 1];
        var said = new List<string>();
        for (int l = 0; l <= hidden.Length; l++)
        {
            var asked = l < hidden.Length ? hidden[l] : new HiddenLayer(head.Outputs, head.Activation);
            int before = l == 0 ? inputs : hidden[l - 1].Units;
            // The last layer begins as the hidden ones do.
            var suited = SuitedTo(hidden.Length > 0 ? hidden[Math.Min(l, hidden.Length - 1)].Activation : "linear");
            var linear = new Linear(before, asked.Units, rng, state.Bias, state.Init == "auto" ? suited : Initializer.Parse(state.Init));
            if (state.FirstBias != 0 && linear.Bias is { } bias) bias.Assign(Enumerable.Repeat((float)state.FirstBias, asked.Units).ToArray());
            layers[l] = new BenchLayer(linear, l == hidden.Length ? head.Function : asked.Activation is "linear" or "identity" ? null : HiddenLayers.Function(asked.Activation), asked.Activation)
            {
                Norm = asked.Norm switch { "batch" => new BatchNorm1d(asked.Units), "layer" => new LayerNorm(asked.Units), _ => null },
                Dropout = asked.Dropout > 0 ? new Dropout(asked.Dropout, drops) : null,
                Skips = asked.Skip && before == asked.Units,
                L1 = asked.L1,
                L2 = asked.L2,
            };
            if (asked.Skip && before != asked.Units) said.Add($"Layer {l + 1} cannot add its input: it has {asked.Units} units and its input {before}. Its skip waits until they are equal.");
            if (asked.Norm == "layer" && asked.Units == 1) said.Add($"Layer {l + 1} has one unit, and a layer norm of one number is always 0: nothing passes. Take a batch norm or more units.");
        }
        warnings = said;
        return layers;
    }

    private static Initializer SuitedTo(string activation) => activation switch
    {
        "sigmoid" or "tanh" or "linear" or "identity" or "hard-tanh" or "hard-sigmoid" or "sine" => new XavierUniform(),
        "selu" => new LeCunNormal(),
        _ => new HeUniform(),
    };
}
