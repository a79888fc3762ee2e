using System.Text.RegularExpressions;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>Dense layers out of a safetensors file: matrices and vectors by their names, in the order of the numbers in them.</summary>
internal static partial class WeightsFile
{
    /// <summary>Reads it.</summary>
    /// <exception cref="ArgumentException">Other tensors than weights and biases of dense layers.</exception>
    /// <exception cref="RunException">The file is damaged.</exception>
    public static OpenedModel Read(byte[] bytes, string name)
    {
        using var stream = new MemoryStream(bytes);
        var tensors = SafeTensors.Read(stream, name).Tensors;
        var layers = new List<OpenedLayer>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, weight) in tensors.Where(t => t.Value.Rank == 2).OrderBy(t => Digits().Replace(t.Key, d => d.Value.PadLeft(9, '0')), StringComparer.Ordinal))
        {
            string before = key.EndsWith("weight", StringComparison.Ordinal) ? key[..^6] : throw new ArgumentException($"'{name}' holds the matrix '{key}'; those of dense layers end in 'weight'.");
            var bias = tensors.GetValueOrDefault(before + "bias");
            if (bias is not null && (bias.Rank != 1 || bias.Shape[0] != weight.Shape[0])) throw new ArgumentException($"'{before}bias' of '{name}' has shape {bias.Shape}; [{weight.Shape[0]}] was expected, a number for each unit.");
            layers.Add(new OpenedLayer(weight.Shape[1], weight.Shape[0], Floats(weight), bias is null ? null : Floats(bias), null));
            used.UnionWith([key, before + "bias"]);
        }
        if (tensors.Keys.FirstOrDefault(k => !used.Contains(k)) is { } other)
            throw new ArgumentException($"'{name}' holds '{other}' {tensors[other].Shape}, which is no weight or bias of a dense layer; a playground shows dense layers with activations between them.");
        return new OpenedModel(name, layers);
    }

    private static float[] Floats(Tensor tensor) => tensor.To(DType.Float32).Contiguous().ToArray<float>();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
