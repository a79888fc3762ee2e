namespace Cajal.Training;

/// <summary>What one part of a training run (a callback) keeps in a checkpoint: numbers and tensors by name.</summary>
public sealed class StateSection
{
    /// <summary>Numbers; whole ones are exact up to 2⁵³.</summary>
    public Dictionary<string, double> Numbers { get; } = new(StringComparer.Ordinal);

    /// <summary>Tensors.</summary>
    public Dictionary<string, Tensor> Tensors { get; } = new(StringComparer.Ordinal);
}
