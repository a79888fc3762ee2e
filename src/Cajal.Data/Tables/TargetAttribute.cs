namespace Cajal.Data;

/// <summary>Says that a property of a <see cref="TrainingRowAttribute"/> is what is to be learned.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TargetAttribute : Attribute
{
    /// <summary>The type of the property decides on the task: words and truth values are classes, numbers with a point are numbers, whole numbers are judged by their values.</summary>
    public TargetAttribute()
    {
    }

    /// <summary>The task is given.</summary>
    public TargetAttribute(TaskKind task) => Task = task;

    /// <summary>The task; null when the values decide.</summary>
    public TaskKind? Task { get; }
}
