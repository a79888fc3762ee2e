using System.Globalization;

namespace Cajal.Studio;

/// <summary>A network of dense layers out of a file, and the playground it becomes.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Layers">Its layers, the output last.</param>
internal sealed record OpenedModel(string Name, IReadOnlyList<OpenedLayer> Layers)
{
    // A link carries the weights as text.
    private const int MostWeights = 35_000;

    /// <summary>Whether the layers read inputs as they come: a scaling of the file is inside the first of them.</summary>
    public bool ReadsRaw { get; init; }

    /// <summary>What was decided while it was read, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The state that shows the network, beside the data and the settings there are.</summary>
    /// <exception cref="ArgumentException">It does not fit into a playground; the message says why.</exception>
    public (PlaygroundState State, IReadOnlyList<string> Notes) In(Bench bench)
    {
        var (state, notes) = (bench.State, new List<string>(Notes));
        Require();
        state = WithInputs(state, bench, notes);
        string[] activations = Activations(state, notes);
        state = WithOutputs(state, bench, activations[^1], notes);
        string layers = string.Join(',', Layers.SkipLast(1).Select((l, i) => string.Create(CultureInfo.InvariantCulture, $"{l.Units}:{activations[i]}")));
        _ = HiddenLayers.Parse(layers);
        bool hasBiases = Layers.Any(l => l.Biases is not null);
        var weights = Layers.SelectMany(l => hasBiases ? l.Weights.Concat(l.Biases ?? new float[l.Units]) : l.Weights);
        notes.Insert(0, $"'{Name}' is open: {string.Join(" → ", Layers.Select(l => l.Inputs).Append(Layers[^1].Units))}. Reset comes back to its weights.");
        return (state with
        {
            Layers = layers,
            Bias = hasBiases,
            FirstBias = 0,
            OldRules = false,
            Scale = ReadsRaw ? "raw" : state.Scale,
            Weights = WeightsText.Write([.. weights]),
        }, notes);
    }

    private void Require()
    {
        if (Layers.Count == 0) throw new ArgumentException($"'{Name}' holds no dense layer; a playground shows dense layers with activations between them.");
        for (int l = 1; l < Layers.Count; l++)
            if (Layers[l].Inputs != Layers[l - 1].Units)
                throw new ArgumentException($"The layers of '{Name}' do not follow each other: one has {Layers[l - 1].Units} units, and the next one reads {Layers[l].Inputs}.");
        int weights = Layers.Sum(l => l.Weights.Length + l.Units);
        if (weights > MostWeights) throw new ArgumentException($"'{Name}' has {weights} weights and biases; a playground opens {MostWeights} at most.");
        if (Layers.Any(l => l.Weights.Concat(l.Biases ?? []).Any(w => !float.IsFinite(w)))) throw new ArgumentException($"'{Name}' holds a weight that is no finite number.");
    }

    private PlaygroundState WithInputs(PlaygroundState state, Bench bench, List<string> notes)
    {
        int inputs = Layers[0].Inputs;
        if (inputs == bench.Inputs.Length) return state;
        if (inputs > 2) throw new ArgumentException($"'{Name}' reads {inputs} inputs, and the playground gives {bench.Inputs.Length} now: choose a set or inputs of that number first{(inputs == 4 ? ", such as iris" : inputs == 64 ? ", such as digits-8x8" : "")}.");
        notes.Add($"The model reads {inputs} {(inputs == 1 ? "input, x₁" : "inputs, x₁ and x₂")}: these are chosen now.");
        return state with { Inputs = inputs == 1 ? "x" : "x,y", Data = bench.Reader.IsPlane && !(inputs == 2 && bench.Data.IsCurve) ? state.Data : inputs == 1 ? "sine" : "circle" };
    }

    // What a file does not say is as in the playground, where it has as many layers.
    private string[] Activations(PlaygroundState state, List<string> notes)
    {
        var hidden = HiddenLayers.Parse(state.Layers);
        if (Layers.SkipLast(1).Any(l => l.Activation is null))
            notes.Add($"A file of weights says no activations: {(hidden.Length == Layers.Count - 1 ? "those of the playground are taken" : "tanh is taken")}; change them above the network.");
        return [.. Layers.Select((l, i) => l.Activation ?? (i == Layers.Count - 1 ? "linear" : hidden.Length == Layers.Count - 1 ? hidden[i].Activation : "tanh"))];
    }

    private PlaygroundState WithOutputs(PlaygroundState state, Bench bench, string activation, List<string> notes)
    {
        int outputs = Layers[^1].Units, classes = state.Data == bench.State.Data ? bench.Head.Classes : state.Data == "sine" ? 0 : 2;
        if (outputs == 1)
        {
            if (classes > 2) (state, classes) = (OnPlane(state, "circle"), 2);
            string loss = classes == 0 ? "mse" : activation switch { "linear" => "bce-logits", "sigmoid" => "bce", _ => "mse" };
            return state with { Output = activation, Loss = loss };
        }
        if (activation is not ("linear" or "softmax") && outputs == 2)
            throw new ArgumentException($"'{Name}' has 2 outputs behind {activation}; for two classes a playground has one output, or two that a softmax makes shares of.");
        if (classes != outputs) state = OnPlane(state, outputs is >= 3 and <= 6 ? "clouds" : outputs == 2 ? "circle" : throw Unfit()) with { Classes = outputs };
        // The loss makes the shares itself.
        return state with { Output = activation == "softmax" ? "linear" : activation, Loss = activation is "linear" or "softmax" ? "cross-entropy" : "mse" };

        PlaygroundState OnPlane(PlaygroundState now, string set)
        {
            if (Layers[0].Inputs != 2 || !bench.Reader.IsPlane) throw Unfit();
            notes.Add($"Its {outputs} {(outputs == 1 ? "output does" : "outputs do")} not answer for {classes} classes: '{set}' is shown in place of '{now.Data}'.");
            return now with { Data = set, Numbers = false };
        }

        ArgumentException Unfit() => new($"'{Name}' has {outputs} outputs, and the points have {(classes == 0 ? "numbers" : $"{classes} classes")}: choose a set that fits first.");
    }
}

/// <summary>A dense layer: a = f(W·x + b).</summary>
/// <param name="Inputs">Numbers it reads.</param>
/// <param name="Units">Numbers it gives.</param>
/// <param name="Weights">W row by row, [units, inputs].</param>
/// <param name="Biases">b; null without.</param>
/// <param name="Activation">Name of f; null where the file does not say.</param>
internal sealed record OpenedLayer(int Inputs, int Units, float[] Weights, float[]? Biases, string? Activation)
{
    /// <summary>The layer that gives for x what this one gives for (x − shift) · factor: W' = W·factor, b' = b − W'·shift.</summary>
    public OpenedLayer Behind(IReadOnlyList<double> shift, IReadOnlyList<double> factor)
    {
        float[] weights = new float[Weights.Length], biases = Biases is null ? new float[Units] : [.. Biases];
        for (int u = 0; u < Units; u++)
        {
            double moved = 0;
            for (int i = 0; i < Inputs; i++)
            {
                double w = Weights[u * Inputs + i] * factor[i];
                weights[u * Inputs + i] = (float)w;
                moved += w * shift[i];
            }
            biases[u] = (float)(biases[u] - moved);
        }
        return this with { Weights = weights, Biases = biases };
    }
}
