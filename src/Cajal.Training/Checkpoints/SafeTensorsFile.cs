namespace Cajal.Training;

/// <summary>What a safetensors file held.</summary>
public sealed class SafeTensorsFile
{
    internal SafeTensorsFile(Dictionary<string, Tensor> tensors, Dictionary<string, string> metadata)
    {
        Tensors = tensors;
        Metadata = metadata;
    }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors { get; }

    /// <summary>The words of the header's <c>__metadata__</c>; empty without one.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }
}
