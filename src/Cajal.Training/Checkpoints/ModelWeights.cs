using System.Globalization;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>The parameters and persistent states of a model as a safetensors file, by the names they are registered under.</summary>
public static class ModelWeights
{
    private const int CurrentVersion = 1;

    /// <summary>Writes a model's weights aside and renames the file once.</summary>
    /// <exception cref="RunException">The disk is full, the folder is read-only or missing.</exception>
    public static void Save(string path, Module model) => SafeTensors.Write(path, Of(model), Format);

    /// <summary>Gives a model the weights of a file; names and shapes must be the model's own.</summary>
    /// <exception cref="RunException">The file is missing or damaged, or belongs to another model; the model is unchanged.</exception>
    public static void Load(string path, Module model)
    {
        var tensors = Read(path);
        var variables = Variables(model).ToArray();
        foreach (var (name, variable) in variables) Require(path, tensors, name, variable);
        if (tensors.Keys.FirstOrDefault(name => variables.All(v => v.Name != name)) is { } surplus)
            throw new RunException($"'{path}' holds '{surplus}', which the model does not have. The weights belong to another model.");
        foreach (var (name, variable) in variables) variable.Assign(tensors[name]);
    }

    /// <summary>The format this version writes, as words for the header.</summary>
    internal static IReadOnlyDictionary<string, string> Format { get; } =
        new Dictionary<string, string> { ["formatVersion"] = CurrentVersion.ToString(CultureInfo.InvariantCulture) };

    /// <summary>The tensors of a file, written by Cajal or by anybody else.</summary>
    /// <exception cref="RunException">The file is missing or damaged, or written by a later version.</exception>
    internal static IReadOnlyDictionary<string, Tensor> Read(string path)
    {
        var file = SafeTensors.Read(path);
        if (file.Metadata.TryGetValue("formatVersion", out string? text) && int.TryParse(text, CultureInfo.InvariantCulture, out int version)
            && version > CurrentVersion)
            throw new RunException($"'{path}' has format version {version}, and this version of Cajal reads up to {CurrentVersion}. Use a "
                + "newer Cajal.");
        return file.Tensors;
    }

    /// <summary>The weights by name.</summary>
    internal static Dictionary<string, Tensor> Of(Module model) => Variables(model).ToDictionary(v => v.Name, Tensor (v) => v.Variable);

    /// <summary>Copies one tensor of a file into a variable.</summary>
    internal static void Assign(string path, IReadOnlyDictionary<string, Tensor> tensors, string name, Variable variable)
    {
        Require(path, tensors, name, variable);
        variable.Assign(tensors[name]);
    }

    private static IEnumerable<(string Name, Variable Variable)> Variables(Module model) =>
        model.NamedVariables.Where(v => v.Variable is not State { IsPersistent: false });

    private static void Require(string path, IReadOnlyDictionary<string, Tensor> tensors, string name, Variable variable)
    {
        if (!tensors.TryGetValue(name, out var tensor))
            throw new RunException($"'{path}' lacks '{name}' ({variable.DType} {variable.Shape}), which is needed here. It belongs to "
                + $"another model or optimizer.");
        if (tensor.Shape != variable.Shape || tensor.DType != variable.DType)
            throw new RunException($"'{path}' holds '{name}' as {tensor.DType} {tensor.Shape}, and {variable.DType} {variable.Shape} is "
                + $"needed here. It belongs to another model or optimizer.");
    }
}
