namespace Cajal.Data;

/// <summary>Examples as the network reads them: preprocessed inputs and targets of one part.</summary>
public sealed class Examples
{
    private readonly ExampleInputs inputs;
    private readonly ExampleTargets? targets;

    internal Examples(ExampleInputs inputs, ExampleTargets? targets, TaskKind task)
    {
        this.inputs = inputs;
        this.targets = targets;
        Task = task;
    }

    /// <summary>Number of examples N.</summary>
    public int Count => inputs.Count;

    /// <summary>Shape of one example as the network reads it.</summary>
    public Shape ExampleShape => inputs.ExampleShape;

    /// <summary>What is to be learned.</summary>
    public TaskKind Task { get; }

    /// <summary>Whether the targets are known.</summary>
    public bool HasTargets => targets is not null;

    /// <summary>What happened on the way: missing values filled, words unseen in training. One sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Class index of each example, [N].</summary>
    /// <exception cref="InvalidOperationException">The task is numbers, or the targets are unknown.</exception>
    public ReadOnlySpan<int> Labels =>
        Known().Labels ?? throw new InvalidOperationException("The targets are numbers, not classes; read Values.");

    /// <summary>Scaled target of each example, [N].</summary>
    /// <exception cref="InvalidOperationException">The task is not numbers, or the targets are unknown.</exception>
    public ReadOnlySpan<float> Values =>
        Known().Values ?? throw new InvalidOperationException("The targets are classes, not numbers; read Labels.");

    /// <summary>Writes the inputs of example <paramref name="index"/> (0..N−1) into <paramref name="x"/>, <c>ExampleShape.Count</c>
    /// numbers; allocates nothing.</summary>
    public void CopyInputs(int index, Span<float> x) => inputs.CopyTo(index, x);

    private ExampleTargets Known() =>
        targets ?? throw new InvalidOperationException("The targets of these examples are "
            + "unknown; they can be predicted, not learned or judged.");
}
