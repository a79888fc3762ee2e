namespace Cajal.Insight;

/// <summary>One line of a summary.</summary>
/// <param name="path">Name of the layer in the model, for example <c>0</c> or <c>encoder.1</c>.</param>
/// <param name="type">What it is, for example <c>Linear</c> or <c>relu</c>.</param>
/// <param name="output">Shape of its output for the batch.</param>
/// <param name="parameters">Parameters that first appear in this layer.</param>
/// <param name="multiplyAdds">Multiply-adds of its forward pass over the batch.</param>
/// <param name="storedActivations">Values that backward keeps because of this layer, each counted at the first layer that needs it.</param>
public sealed class LayerSummary(string path, string type, Shape output, long parameters, long multiplyAdds, long storedActivations)
{
    /// <summary>Name of the layer in the model, for example <c>0</c> or <c>encoder.1</c>.</summary>
    public string Path { get; } = path;

    /// <summary>What it is, for example <c>Linear</c> or <c>relu</c>.</summary>
    public string Type { get; } = type;

    /// <summary>Shape of its output for the batch.</summary>
    public Shape Output { get; } = output;

    /// <summary>Parameters that first appear in this layer.</summary>
    public long Parameters { get; } = parameters;

    /// <summary>Multiply-adds of its forward pass over the batch.</summary>
    public long MultiplyAdds { get; } = multiplyAdds;

    /// <summary>Values that backward keeps because of this layer, each counted at the first layer that needs it.</summary>
    public long StoredActivations { get; } = storedActivations;
}
