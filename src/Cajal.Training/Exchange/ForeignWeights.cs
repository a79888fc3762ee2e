using Cajal.Networks;

namespace Cajal.Training;

/// <summary>Weights of other programs, of PyTorch above all: safetensors files whose names a <see cref="WeightMap"/> turns into ours. Layouts
/// are PyTorch's already: W [out, in], gates of an LSTM as i, f, g, o and of a GRU as r, z, n, two biases, running statistics.</summary>
public static class ForeignWeights
{
    /// <summary>Gives a model the weights of a safetensors file, all of them or none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">Its names and shapes say what is needed.</param>
    /// <param name="map">Their names beside ours; the same names when left out.</param>
    /// <exception cref="RunException">The file is damaged; or a tensor of it has no place, a place no tensor, or a shape differs. The
    /// message lists them, and the model is unchanged.</exception>
    public static void Load(string path, Module model, WeightMap? map = null) => Give(SafeTensors.Read(path).Tensors, path, model, map);

    /// <summary>Gives a model named tensors, all of them or none. Floats are rounded to the model's own type.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="source">What to call their source in messages.</param>
    /// <param name="model">Its names and shapes say what is needed.</param>
    /// <param name="map">Their names beside ours.</param>
    /// <exception cref="RunException">They do not fit.</exception>
    public static void Give(IReadOnlyDictionary<string, Tensor> tensors, string source, Module model, WeightMap? map = null)
    {
        var fit = WeightFit.Of(tensors, model, map ?? WeightMap.Same);
        if (fit.Trouble is { } trouble) throw new RunException($"'{source}' does not fit the model: {trouble}.");
        foreach (var (variable, tensor) in fit.Pairs) variable.Assign(tensor.To(variable.DType).Contiguous());
    }

    /// <summary>Writes a model's weights under the names of another program.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model.</param>
    /// <param name="map">Their names beside ours; our own when left out.</param>
    /// <param name="floats">Float16 or BFloat16 stores all floats so; null keeps them as they are.</param>
    /// <exception cref="RunException">Two tensors would have one name, a line of the map speaks of nothing, or the disk is full.</exception>
    public static void Save(string path, Module model, WeightMap? map = null, StoredType? floats = null) =>
        SafeTensors.Write(path, Named(model, map ?? WeightMap.Same), new Dictionary<string, string> { ["format"] = "pt" }, floats);

    private static Dictionary<string, Tensor> Named(Module model, WeightMap map)
    {
        var named = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        var used = new HashSet<WeightMapLine>();
        foreach (var (ours, variable) in WeightFit.Variables(model))
        {
            var (line, theirs) = map.ToTheirs(ours);
            if (line is not null) used.Add(line);
            if (theirs.Length == 0) continue;
            var laid = line is null ? variable : line.ToTheirs(variable)
                ?? throw new RunException($"Line {line.Number} of '{map.Name}' lays '{ours}' out anew, and its shape {variable.Shape} does not allow it.");
            if (!named.TryAdd(theirs, laid))
                throw new RunException($"'{map.Name}' gives two tensors the name '{theirs}'; the second is '{ours}'.");
        }
        if (map.Lines.FirstOrDefault(l => l.Ours is not null && !used.Contains(l)) is { } idle)
            throw new RunException($"Line {idle.Number} of '{map.Name}' speaks of '{idle.Ours}', and the model has nothing that fits it before another line does.");
        return named;
    }
}
