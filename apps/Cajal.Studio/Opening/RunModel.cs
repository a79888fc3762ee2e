using System.IO.Compression;
using Cajal.Data;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>The model of a run: from its folder on this machine, or packed; what it does to its inputs first goes into the first layer.</summary>
internal static class RunModel
{
    private const long MostBytes = 16 << 20;

    private static readonly string[] Files = ["model.json", "preprocessing.json", "weights.safetensors", "summary.json"];

    /// <summary>Reads a packed run or model folder.</summary>
    /// <exception cref="ArgumentException">No such folder in it, or a model that is no chain of dense layers.</exception>
    /// <exception cref="RunException">A file is damaged.</exception>
    public static OpenedModel ReadPacked(byte[] bytes, string name)
    {
        string folder = Directory.CreateTempSubdirectory("cajal-studio-").FullName;
        try
        {
            using var packed = new ZipArchive(new MemoryStream(bytes));
            var spec = packed.Entries.FirstOrDefault(e => e.Name == Files[0]) ?? throw new ArgumentException($"'{name}' holds no {Files[0]}; expected the folder of a finished run, packed.");
            foreach (var entry in packed.Entries.Where(e => Files.Contains(e.Name) && e.FullName == spec.FullName[..^Files[0].Length] + e.Name))
            {
                if (entry.Length > MostBytes) throw new ArgumentException($"'{entry.Name}' of '{name}' has {entry.Length} bytes; {MostBytes} are read at most.");
                entry.ExtractToFile(Path.Combine(folder, entry.Name));
            }
            return Read(folder, name);
        }
        catch (InvalidDataException e)
        {
            throw new ArgumentException($"'{name}' is no zip file, or was cut off.", e);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Reads a run or model folder.</summary>
    /// <exception cref="ArgumentException">A model that is no chain of dense layers.</exception>
    /// <exception cref="RunException">No model is there, or a file is damaged.</exception>
    public static OpenedModel Read(string folder, string name)
    {
        var model = TrainedModel.Load(folder);
        var layers = new List<OpenedLayer>();
        foreach (var layer in model.Network as IEnumerable<Layer> ?? [model.Network])
        {
            if (layer is Linear { Weight: var w } linear) layers.Add(new OpenedLayer(linear.InFeatures, linear.OutFeatures, w.ToArray<float>(), linear.Bias?.ToArray<float>(), "linear"));
            else if (layer is Activation f && layers.Count > 0) layers[^1] = layers[^1] with { Activation = f.FunctionName };
            else if (layer is not Dropout) throw new ArgumentException($"'{name}' has a layer {layer.GetType().Name}; a playground shows dense layers with activations between them.");
        }
        if (layers.Count == 0) throw new ArgumentException($"'{name}' holds no dense layer.");
        if (model.Preprocessing.Inputs is not TableTransform table || table.Columns.Any(c => c is not StandardScaling))
            throw new ArgumentException($"'{name}' reads {(model.Preprocessing.Inputs is TableTransform ? "columns of words" : "no table")}; a playground opens models of columns of numbers.");
        var scales = table.Columns.Cast<StandardScaling>().ToArray();
        layers[0] = layers[0].Behind([.. scales.Select(s => s.Mean)], [.. scales.Select(s => s.StandardDeviation > 0 ? 1 / s.StandardDeviation : 0)]);
        return new OpenedModel(name, layers)
        {
            ReadsRaw = true,
            Notes = ["The scaling of its inputs, x ← (x − mean) / deviation, is inside the first layer now: it reads the points as they are.",
                .. model.Spec.Task == TaskKind.Numbers ? ["It answers scaled numbers, mean 0 and spread 1 on what it was trained on."] : Array.Empty<string>()],
        };
    }
}
