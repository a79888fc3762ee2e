using System.Text.Json.Serialization;

namespace Cajal.Data;

/// <summary>How raw inputs become the numbers a network reads: learned on the training part, saved with the model.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TableTransform), "table")]
[JsonDerivedType(typeof(PictureScaling), "pictures")]
[JsonDerivedType(typeof(SequenceScaling), "sequences")]
public abstract class InputTransform
{
    /// <summary>Shape of one example as the network reads it.</summary>
    [JsonIgnore]
    public abstract Shape ExampleShape { get; }

    /// <summary>What is done, one line per column.</summary>
    public abstract IReadOnlyList<string> Describe();

    /// <summary>The given rows as the network reads them; adds what is worth saying to the notes.</summary>
    /// <exception cref="DatasetException">Inputs of another kind, shape or with other columns.</exception>
    internal abstract ExampleInputs Apply(Features features, ReadOnlySpan<int> rows, List<string> notes);
}
