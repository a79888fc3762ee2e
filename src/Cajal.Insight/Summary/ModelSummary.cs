using Cajal.Networks;

namespace Cajal.Insight;

/// <summary>What a network is made of and what it costs, read from the record of one training pass: per layer the shape of its output, its
/// parameters, multiply-adds and the values backward keeps.</summary>
public sealed class ModelSummary
{
    private ModelSummary(Shape input, IReadOnlyList<LayerSummary> layers, long parameters, long trainable)
    {
        Input = input;
        Layers = layers;
        Parameters = parameters;
        TrainableParameters = trainable;
    }

    /// <summary>Shape of the input, batch axis included.</summary>
    public Shape Input { get; }

    /// <summary>The innermost layers in the order they ran.</summary>
    public IReadOnlyList<LayerSummary> Layers { get; }

    /// <summary>Number of parameters, Σ nₗ·(nₗ₋₁ + 1) for an MLP; shared ones count once.</summary>
    public long Parameters { get; }

    /// <summary>Number of parameters that are not frozen.</summary>
    public long TrainableParameters { get; }

    /// <summary>Multiply-adds of one forward pass over the batch. Backward takes about twice as many.</summary>
    public long MultiplyAdds => Layers.Sum(l => l.MultiplyAdds);

    /// <summary>Values that backward keeps for the batch: input, activations and what a loss needs of the output; batch · Σ nₗ for an MLP.</summary>
    public long StoredActivations => Layers.Sum(l => l.StoredActivations);

    /// <summary>The fewest examples that a training step of the model takes: two where a batch norm of rows needs their mean and spread, else one.</summary>
    public static int LeastBatch(Layer model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Modules.OfType<BatchNorm1d>().Any() ? 2 : 1;
    }

    /// <summary>Reads a model's record for an input of the given shape. The model's states (running statistics, random counters) are left as they were.</summary>
    /// <exception cref="ShapeException">The input does not fit the model.</exception>
    public static ModelSummary Of(Layer model, Shape input, DType dtype = DType.Float32)
    {
        ArgumentNullException.ThrowIfNull(model);
        var states = model.States.Select(s => (State: s, Values: new State(s))).ToArray();
        var rows = new List<(Layer Layer, Shape Output)>();
        Action[] endings = [.. model.Modules.OfType<Layer>().Where(l => l.Children.Count == 0).Select(l => l.Observe((_, y) =>
        {
            rows.Add((l, y.Shape));
            return y;
        }))];
        try
        {
            using var tape = Tape.Start();
            var y = model.Forward(tape.Input(Tensor.Zeros(input, dtype)));
            return Read(model, input, tape, y, rows);
        }
        finally
        {
            foreach (var end in endings) end();
            foreach (var (state, values) in states) state.Assign(values);
        }
    }

    /// <summary>The table for people.</summary>
    public override string ToString() => SummaryTable.Write(this);

    private static ModelSummary Read(Layer model, Shape input, Tape tape, Tensor output, List<(Layer Layer, Shape Output)> rows)
    {
        var seen = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
        Node[] forward = [.. tape.Nodes];
        var stored = StoredValues.ByModule(tape, output, model.Parameters.Any(p => p.Trainable));
        var layers = rows.Select(row => new LayerSummary(
            row.Layer.Path, SummaryTable.TypeOf(row.Layer), row.Output,
            row.Layer.Parameters.Where(seen.Add).Sum(p => (long)p.Count),
            forward.Where(n => n.Module == row.Layer.Path).Sum(n => n.Op.MultiplyAdds(n.Inputs, n.Outputs)),
            stored.Remove(row.Layer.Path, out long count) ? count : 0)).ToList();
        long rest = stored.Values.Sum();
        if (rest > 0) layers.Add(new LayerSummary("", "loss", output.Shape, 0, 0, rest));
        return new ModelSummary(input, layers, model.Parameters.Sum(p => (long)p.Count), model.Parameters.Where(p => p.Trainable).Sum(p => (long)p.Count));
    }
}
