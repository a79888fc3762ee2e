namespace Cajal.Data;

/// <summary>A type whose values are rows of a table. <see cref="TrainingRowAttribute"/> writes this for you.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface ITrainingRow<TSelf>
    where TSelf : ITrainingRow<TSelf>
{
    /// <summary>The columns, in their order; at most one is the target.</summary>
    static abstract IReadOnlyList<RowColumn<TSelf>> Columns { get; }
}
