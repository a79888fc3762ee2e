using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Keras;

/// <summary>Weights of Keras, out of <c>.h5</c> and <c>.weights.h5</c> files of Keras 2 and Keras 3, laid out as ours are and named as PyTorch names
/// them: <c>dense.weight</c>, <c>lstm.weight_ih_l0</c>.
/// <code>
/// Dense               kernel [in, out]         → weight [out, in]
/// Conv1D, 2D, 3D      kernel [k…, in, out]     → weight [out, in, k…]; of a transposed one [k…, out, in] → [in, out, k…]
/// BatchNormalization  gamma, beta, moving_…    → weight, bias, running_mean, running_var; num_batches_tracked 0, since Keras counts none
/// Embedding           embeddings               → weight
/// LSTM                kernel [in, 4H], i f c o → weight_ih_l0 [4H, in], i f g o; its one bias is bias_ih_l0, and bias_hh_l0 is 0
/// GRU                 kernel [in, 3H], z r h   → weight_ih_l0 [3H, in], r z n; bias [2, 3H] → bias_ih_l0, bias_hh_l0
/// SimpleRNN           kernel [in, H]           → weight_ih_l0 [H, in]
/// </code></summary>
/// <remarks>What no weight says has to be built as it was there: BatchNormalization has an epsilon of 0.001, and pictures are flattened in the order
/// height, width, channels, which a map turns (<see cref="WeightMap"/>: <c>flattened HxWxC</c>).</remarks>
public static class KerasWeights
{
    /// <summary>The tensors of a file by name.</summary>
    /// <exception cref="RunException">The file is missing, damaged or no HDF5 file, or holds a layer that is not among those above.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(string path)
    {
        var named = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var layer in KerasFile.Read(path))
            foreach (var (name, tensor) in layer.ToTensors())
                if (!named.TryAdd($"{layer.Name}.{name}", tensor)) throw new RunException($"'{path}' holds two layers with the name '{layer.Name}'.");
        return named.Count > 0 ? named : throw new RunException($"'{path}' holds no weights of layers that are known here.");
    }

    /// <summary>Gives a model the weights of a file, all of them or none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model.</param>
    /// <param name="map">Names of Keras beside ours.</param>
    /// <exception cref="RunException">The file cannot be read, or does not fit; the model is unchanged.</exception>
    public static void Load(string path, Module model, WeightMap? map = null) => ForeignWeights.Give(Read(path), path, model, map);
}
