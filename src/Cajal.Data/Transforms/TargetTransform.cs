using System.Text.Json.Serialization;

namespace Cajal.Data;

/// <summary>How targets become what a network is trained towards, and its answers become words or numbers again: learned on the training
/// part.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ClassIndex), "classes")]
[JsonDerivedType(typeof(NumberScaling), "numbers")]
public abstract class TargetTransform
{
    /// <summary>Name of the target.</summary>
    public required string Name { get; init; }

    /// <summary>Position in the training file, counted from 1; 0 when it did not come from a column.</summary>
    public int Position { get; init; }

    /// <summary>The targets of the given rows as the network is trained towards them.</summary>
    /// <exception cref="DatasetException">A class unseen in training, or targets of another kind.</exception>
    internal abstract ExampleTargets Apply(Targets targets, ReadOnlySpan<int> rows);
}
