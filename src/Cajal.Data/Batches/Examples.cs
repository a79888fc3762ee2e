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

    /// <summary>Number of classes; 0 for numbers.</summary>
    public int ClassCount { get; init; }

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

    /// <summary>A share of these examples, at least one of each class: more of them hold all of fewer, so that shares can be
    /// compared.</summary>
    /// <param name="share">Above 0, at most 1.</param>
    /// <param name="seed">Decides which.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another share.</exception>
    public Examples Take(double share, ulong seed)
    {
        if (!(share > 0 && share <= 1)) throw new ArgumentOutOfRangeException(nameof(share),
            $"A share lies above 0, up to 1; received {share}.");
        int wanted = Math.Max(1, (int)Math.Round(share * Count, MidpointRounding.AwayFromZero));
        int[] order = new Rng(seed).Fork("share").Permutation(Count);
        // The first of each class come first.
        var seen = new HashSet<int>();
        bool[] isFirst = [.. order.Select(i => targets?.Labels is { } labels && seen.Add(labels[i]))];
        int[] rows = [.. order.Where((_, k) => isFirst[k]).Concat(order.Where((_, k) => !isFirst[k])).Take(Math.Max(wanted,
            seen.Count)).Order()];
        var taken = targets is null ? null : targets.Labels is { } all ? new ExampleTargets([.. rows.Select(i => all[i])])
            : new ExampleTargets([.. rows.Select(i => targets.Values![i])]);
        return new Examples(new SomeInputs(inputs, rows), taken, Task) { Notes = Notes, ClassCount = ClassCount };
    }

    /// <summary>So many of each class, all of a class with fewer.</summary>
    /// <param name="each">At least 1.</param>
    /// <param name="seed">Decides which.</param>
    /// <exception cref="InvalidOperationException">The targets are no classes.</exception>
    public Examples TakeOfEach(int each, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(each, 1);
        int[] labels = Labels.ToArray();
        int[] rows = [.. new Rng(seed).Fork("labels").Permutation(Count).GroupBy(i => labels[i]).SelectMany(g => g.Take(each)).Order()];
        return new Examples(new SomeInputs(inputs, rows), new ExampleTargets([.. rows.Select(i => labels[i])]), Task)
        {
            Notes = rows.Length == each * ClassCount ? Notes : [.. Notes, $"some classes have fewer than {each} examples for training"],
            ClassCount = ClassCount,
        };
    }

    private ExampleTargets Known() =>
        targets ?? throw new InvalidOperationException("The targets of these examples are "
            + "unknown; they can be predicted, not learned or judged.");
}
