namespace Cajal.Training;

/// <summary>Looks at a network: a forward and a backward pass on a batch, in training mode, after which random counters and running statistics are put back. No
/// weight is written and nothing of the training changes.</summary>
internal sealed class NetworkProbe(Trainer trainer)
{
    private readonly Dictionary<Parameter, State> before = new(ReferenceEqualityComparer.Instance);
    private WatchedLayer[] layers = [];

    /// <summary>A look at the network on a batch.</summary>
    public NetworkLook Look(Tensor inputs, Tensor targets) => Read(inputs, targets, (forward, modelEnd, loss) =>
    {
        layers = WatchedLayer.Of(trainer.Model, forward, modelEnd);
        var gradients = trainer.Model.Parameters.Any(p => p.Trainable) ? Tape.Recording!.Gradients(loss) : null;
        return new NetworkLook
        {
            Step = trainer.StepsDone,
            Epoch = trainer.EpochsDone + 1,
            Examples = inputs.Shape[0],
            Loss = (float)loss.Item(),
            Layers = [.. layers.Select(layer => Describe(layer, gradients))],
        };
    });

    /// <summary>Hands over the record of a forward pass on a batch: its nodes, how many of them are the model's and not the loss's, and the loss.</summary>
    public T Read<T>(Tensor inputs, Tensor targets, Func<IReadOnlyList<Node>, int, Tensor, T> read)
    {
        var states = trainer.Model.States.Select(s => (State: s, Values: new State(s))).ToArray();
        try
        {
            using var tape = Tape.Start();
            var outputs = trainer.Model.Forward(inputs);
            int modelEnd = tape.Nodes.Count;
            var loss = trainer.Penalties.Aggregate(trainer.Loss(outputs, targets), (sum, penalty) => sum + penalty.Loss(trainer.Model));
            return read([.. tape.Nodes], modelEnd, loss);
        }
        finally
        {
            foreach (var (state, values) in states) state.Assign(values);
        }
    }

    /// <summary>Remembers the weights of the layers looked at.</summary>
    public void RememberWeights()
    {
        foreach (var parameter in layers.SelectMany(l => l.Parameters))
        {
            if (before.TryGetValue(parameter, out var copy)) copy.Assign(parameter);
            else before[parameter] = new State(parameter);
        }
    }

    /// <summary>Writes into a look how far the weights have moved since they were remembered.</summary>
    public void MeasureUpdate(NetworkLook look)
    {
        for (int l = 0; l < layers.Length; l++)
        {
            double moved = layers[l].Parameters.Sum(p => TensorNorm.SumOfSquares(p, before[p]));
            look.Layers[l].UpdateRatio = (float)(Math.Sqrt(moved) / look.Layers[l].WeightNorm);
        }
    }

    private static LayerLook Describe(WatchedLayer layer, Gradients? gradients)
    {
        Tensor[] slopes = [.. layer.Parameters.Select(p => gradients is not null && gradients.TryGet(p, out var g) ? g : null).OfType<Tensor>()];
        var z = layer.PreActivations;
        ActivationFigures? figures = z is not { Count: > 0 } ? null : ActivationFigures.Of(layer.Activations!, layer.UnitAxis, layer.Function);
        return new LayerLook
        {
            Name = layer.Name,
            Kind = layer.Module.GetType().Name,
            Activation = layer.Function,
            Parameters = layer.Parameters.Sum(p => (long)p.Count),
            GradientNorm = slopes.Length == 0 ? null : (float)Math.Sqrt(slopes.Sum(g => TensorNorm.SumOfSquares(g))),
            WeightNorm = (float)Math.Sqrt(layer.Parameters.Sum(p => TensorNorm.SumOfSquares(p))),
            Mean = figures?.Mean,
            Spread = figures?.Spread,
            Zeros = figures?.Zeros,
            Dead = figures?.Dead,
            Saturated = figures?.Saturated,
            Weights = Histogram.Of(layer.Parameters),
            Gradients = Histogram.Of(slopes),
            PreActivations = z is null ? null : Histogram.Of(z),
        };
    }
}
