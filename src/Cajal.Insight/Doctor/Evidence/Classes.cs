using Cajal.Data;

namespace Cajal.Insight;

/// <summary>Classes read from targets and from outputs.</summary>
internal static class Classes
{
    /// <summary>The class of each row; null where there is not one class for each example.</summary>
    public static int[]? Of(ExampleTable table, TaskFacts task)
    {
        if (task.Kind is null or TaskKind.Numbers || task.IsSequence || table.Count == 0) return null;
        if (task.Kind == TaskKind.Classes && table.Targets.DType.IsFloat()) return Largest(table.Targets, table.Count);
        int[] classes = [.. Enumerable.Range(0, table.Count).Select(i => (int)table.Target(i))];
        return classes.All(c => c >= 0 && c < task.Classes) ? classes : null;
    }

    /// <summary>The classes that outputs answer.</summary>
    public static int[] Answered(Answers answers, TaskFacts task) => task.Kind == TaskKind.Classes ? Largest(answers.Outputs, answers.Table.Count)
        : [.. answers.Outputs.To(DType.Float32).ToArray<float>().Select(a => a > (task.GivesProbabilities ? 0.5 : 0) ? 1 : 0)];

    /// <summary>How many rows each class has.</summary>
    public static int[] Counts(int[] classOf, int classes)
    {
        int[] counts = new int[classes];
        foreach (int c in classOf) counts[c]++;
        return counts;
    }

    private static int[] Largest(Tensor scores, int rows)
    {
        float[] all = scores.To(DType.Float32).ToArray<float>();
        int width = all.Length / rows;
        int[] largest = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            var row = all.AsSpan(i * width, width);
            for (int c = 1; c < width; c++) if (row[c] > row[largest[i]]) largest[i] = c;
        }
        return largest;
    }
}
