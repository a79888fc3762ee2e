namespace Cajal.Training;

/// <summary>Looks at a network: a forward and a backward pass on a batch, in training mode, after which random counters and running statistics are put back. No
/// weight is written and nothing of the training changes.</summary>
internal sealed class NetworkProbe(Trainer trainer)
{
    private readonly Dictionary<Parameter, State> before = new(ReferenceEqualityComparer.Instance);
    private WatchedLayer[] layers = [];

    /// <summary>A look at the network on a batch.</summary>
    public NetworkLook Look(Tensor inputs, Tensor targets) => Read(inputs, targets, (forward, loss) =>
    {
        layers = WatchedLayer.Of(trainer.Model, forward);
        return new NetworkLook
        {
            Step = trainer.StepsDone,
            Epoch = trainer.EpochsDone + 1,
            Examples = inputs.Shape[0],
            Loss = (float)loss.Item(),
            Layers = Described(GradientsOf(loss, inputs, targets)),
        };
    });

    /// <summary>Hands over the record of the first turn's loss on a batch, without its penalties, and the loss with them.</summary>
    public T Read<T>(Tensor inputs, Tensor targets, Func<IReadOnlyList<Node>, Tensor, T> read)
    {
        var states = trainer.Objective.Turns.SelectMany(t => t.Moved.States).Concat(trainer.Model.States).Distinct().Select(s => (State: s, Values: new State(s))).ToArray();
        try
        {
            using var tape = Tape.Start();
            var loss = trainer.Objective.Turns[0].Loss(inputs, targets);
            return read([.. tape.Nodes], Penalised(0, loss));
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

    private Tensor Penalised(int turn, Tensor loss) =>
        trainer.Penalties.Aggregate(loss, (sum, penalty) => sum + penalty.Loss(trainer.Objective.Turns[turn].Moved));

    // Of each parameter the gradient of the loss that moves it.
    private Dictionary<Parameter, Tensor> GradientsOf(Tensor first, Tensor inputs, Tensor targets)
    {
        var slopes = new Dictionary<Parameter, Tensor>(ReferenceEqualityComparer.Instance);
        for (int turn = 0; turn < trainer.Objective.Turns.Count; turn++)
        {
            Parameter[] moved = [.. trainer.Objective.Turns[turn].Moved.Parameters.Where(p => p.Trainable)];
            if (moved.Length == 0) continue;
            var gradients = Tape.Recording!.Gradients(turn == 0 ? first : Penalised(turn, trainer.Objective.Turns[turn].Loss(inputs, targets)));
            foreach (var parameter in moved)
                if (gradients.TryGet(parameter, out var slope)) slopes[parameter] = slope;
        }
        return slopes;
    }

    private LayerLook[] Described(Dictionary<Parameter, Tensor> gradients) => [.. layers.Select(layer => Describe(layer, gradients))];

    private static LayerLook Describe(WatchedLayer layer, Dictionary<Parameter, Tensor> gradients)
    {
        Tensor[] slopes = [.. layer.Parameters.Select(p => gradients.GetValueOrDefault(p)).OfType<Tensor>()];
        var z = layer.PreActivations;
        ActivationFigures? figures = z is not { Count: > 0 } ? null : ActivationFigures.Of(z, layer.Activations!, layer.UnitAxis, layer.Function);
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
            Quiet = figures?.Quiet,
            Far = figures?.Far,
            Saturated = figures?.Saturated,
            Weights = Histogram.Of(layer.Parameters),
            Gradients = Histogram.Of(slopes),
            PreActivations = z is null ? null : Histogram.Of(z),
        };
    }
}
