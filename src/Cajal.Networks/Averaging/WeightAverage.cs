namespace Cajal.Networks;

/// <summary>An average of a model's weights over the steps of its training. Call <see cref="Update"/> after each step of the optimizer,
/// in the same record; <see cref="EvaluationSwap"/> brings the average into the model.</summary>
/// <remarks>Averaged are the parameters and, of the kept states that belong to the model, those of floating-point type (running
/// statistics), which goes without a second pass over the data.</remarks>
public abstract partial class WeightAverage : IEvaluationWeights
{
    private readonly (string Name, Variable Variable, State Average)[] all;

    /// <summary>An average over a model's weights.</summary>
    /// <param name="model">The model.</param>
    protected WeightAverage(Module model) => all =
    [
        .. model.NamedVariables.Where(v => v.Variable.DType.IsFloat() && v.Variable is not State { IsPersistent: false })
            .Select(v => (v.Name, v.Variable, new State(v.Variable, persistent: false))),
    ];

    /// <summary>Steps so far: [] Int64.</summary>
    public State Steps { get; } = new(Tensor.Zeros(Shape.Scalar, DType.Int64), persistent: false);

    /// <summary>All kept tensors with the names they have in checkpoints.</summary>
    public IReadOnlyList<(string Name, State State)> NamedStates => [("steps", Steps), .. all.Select(a => (a.Name, a.Average))];

    /// <inheritdoc/>
    public IEnumerable<(Variable Trained, Variable Evaluated)> EvaluationWeights =>
        HasBegun((long)Steps.Item()) ? all.Select(a => (a.Variable, (Variable)a.Average)) : [];

    /// <summary>Takes the weights as they are now into the average.</summary>
    public void Update()
    {
        UpdateOp.Apply(new Advance(1), [], [Steps]);
        var update = CreateUpdate();
        foreach (var (name, variable, average) in all)
        {
            string? outer = ModuleScope.Enter(name);
            UpdateOp.Apply(update, [variable, Steps], [average]);
            ModuleScope.Leave(outer);
        }
    }

    /// <summary>The operation that takes one tensor into its average: reads it and the number of steps, writes the average.</summary>
    protected abstract UpdateOp CreateUpdate();

    /// <summary>True when after this many steps there is an average.</summary>
    protected abstract bool HasBegun(long steps);
}
