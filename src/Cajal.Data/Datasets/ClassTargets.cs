using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Cajal.Data;

/// <summary>Targets that are classes: an index per example and a name per class.</summary>
public sealed class ClassTargets : Targets
{
    private readonly int[] labels;
    private readonly string[] classNames;

    /// <summary>Targets over [N] class indices; the arrays are not copied. Two names make the task binary, unless <paramref name="task"/>
    /// says classes.</summary>
    /// <exception cref="ArgumentException">Numbers as task, or binary with other than two names.</exception>
    /// <exception cref="DatasetException">An index without a name.</exception>
    public ClassTargets(int[] labels, string[] classNames, string name = "label", TaskKind? task = null)
        : base(name, labels.Length)
    {
        Task = task ?? (classNames.Length == 2 ? TaskKind.Binary : TaskKind.Classes);
        if (Task == TaskKind.Numbers)
            throw new ArgumentException("Class targets cannot have the task numbers; use NumberTargets.", nameof(task));
        if (Task == TaskKind.Binary && classNames.Length > 2)
            throw new ArgumentException($"A binary task has two classes; received "
                + $"{classNames.Length}. Use the task classes.", nameof(task));
        int wrong = Array.FindIndex(labels, label => (uint)label >= (uint)classNames.Length);
        if (wrong >= 0)
            throw new DatasetException($"Example {wrong + 1} has label {labels[wrong]} where "
                + $"{classNames.Length} classes are named, 0 to {classNames.Length - 1}.");
        this.labels = labels;
        this.classNames = classNames;
    }

    /// <summary>Class index of each example, [N].</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>Name of each class.</summary>
    public IReadOnlyList<string> ClassNames => classNames;

    /// <inheritdoc/>
    public override TaskKind Task { get; }

    /// <summary>Number of examples of each class, [classes].</summary>
    public int[] ClassCounts()
    {
        var counts = new int[classNames.Length];
        foreach (int label in labels) counts[label]++;
        return counts;
    }

    internal override TargetTransform Fit(ReadOnlySpan<int> rows) => ClassIndex.Fit(this, rows);

    internal override void AddTo(IncrementalHash hash)
    {
        hash.AppendData(MemoryMarshal.AsBytes(Labels));
        foreach (string word in classNames) hash.AppendData(Encoding.UTF8.GetBytes(word + "\n"));
    }
}
