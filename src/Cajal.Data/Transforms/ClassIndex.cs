namespace Cajal.Data;

/// <summary>label' = index of the class's name among the classes of the training part.</summary>
public sealed class ClassIndex : TargetTransform
{
    /// <summary>The classes of the training part; of two, the second is the positive one.</summary>
    public required string[] Names { get; init; }

    internal static ClassIndex Fit(ClassTargets targets, ReadOnlySpan<int> rows)
    {
        var present = new bool[targets.ClassNames.Count];
        foreach (int row in rows) present[targets.Labels[row]] = true;
        string[] names = [.. targets.ClassNames.Where((_, label) => present[label])];
        if (names.Length < 2)
        {
            throw new DatasetException($"Every example of the training part belongs to the class '{names.FirstOrDefault()}'; expected "
                + "at least two classes. Choose another target or more data.");
        }
        return new ClassIndex { Name = targets.Name, Position = targets.Position, Names = names };
    }

    internal override ExampleTargets Apply(Targets targets, ReadOnlySpan<int> rows)
    {
        if (targets is not ClassTargets classes)
            throw new DatasetException($"The model answers with one of {Names.Length} classes; the target '{targets.Name}' holds numbers.");
        int[] places = [.. classes.ClassNames.Select(name => Array.IndexOf(Names, name))];
        var labels = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            int label = classes.Labels[rows[i]];
            labels[i] = places[label];
            if (labels[i] < 0)
            {
                throw new DatasetException($"Example {rows[i] + 1} belongs to the class '{classes.ClassNames[label]}', which did not "
                    + $"occur in training; the model knows {string.Join(", ", Names)}.");
            }
        }
        return new ExampleTargets(labels);
    }
}
