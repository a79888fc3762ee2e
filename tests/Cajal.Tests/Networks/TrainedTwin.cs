using Cajal.Networks;

namespace Cajal.Tests.Networks;

/// <summary>A small network with dropout, clipping, a schedule and batches of two sizes: two of them made alike must stay alike.</summary>
internal sealed class TrainedTwin
{
    private readonly Sequential model;
    private readonly State[] inputs, targets;

    public TrainedTwin(Func<IEnumerable<Parameter>, Optimizer> make)
    {
        var rng = new Rng(11);
        model = new Sequential(new Linear(6, 9, rng), Activation.Tanh, new Dropout(0.3, rng), new Linear(9, 3, rng));
        Optimizer = make(model.Parameters);
        Schedule = new OneCycleSchedule(Optimizer.LearningRate, 24);
        inputs = [new(Tensor.Normal([8, 6], rng)), new(Tensor.Normal([8, 6], rng)), new(Tensor.Normal([5, 6], rng))];
        targets = [new(Tensor.Normal([8, 3], rng)), new(Tensor.Normal([8, 3], rng)), new(Tensor.Normal([5, 3], rng))];
    }

    public Optimizer Optimizer { get; }

    public Schedule Schedule { get; }

    // The two full batches are copied into plans; a plan that reads a state in place would belong to that state.
    public Tensor[] Batch(int i) => [Plain(inputs[i % 3]), Plain(targets[i % 3])];

    public Tensor[] Step(Tensor[] batch)
    {
        var loss = model.Forward(batch[0]).MeanSquaredError(batch[1]);
        Optimizer.Step(Tape.Recording!.Gradients(loss).ClipByNorm(1));
        return [loss];
    }

    public void StepEagerly(int i)
    {
        Schedule.Apply(Optimizer, i);
        using (Tape.Start()) Step(Batch(i));
    }

    /// <summary>All parameters, states and the optimizer's tensors, by name.</summary>
    public string Everything() => string.Join('\n', Named().Select(n => $"{n.Name}: {string.Join(' ', n.Variable.To(DType.Float64).ToArray<double>())}"));

    public void TakeFrom(TrainedTwin other)
    {
        var theirs = other.Named().ToDictionary(n => n.Name, n => n.Variable);
        foreach (var (name, variable) in Named()) variable.Assign(theirs[name]);
    }

    private static Tensor Plain(State state) => Tensor.From(state.ToArray<float>(), state.Shape);

    private IEnumerable<(string Name, Variable Variable)> Named() =>
        model.NamedVariables.Concat(Optimizer.NamedStates.Select(s => (Name: "optimizer/" + s.Name, Variable: (Variable)s.State)));
}
