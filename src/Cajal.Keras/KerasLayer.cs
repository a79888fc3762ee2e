using Cajal.Training;

namespace Cajal.Keras;

/// <summary>The weights of one layer: by their names in Keras 2, by numbers in Keras 3, where the folder says what the layer is.</summary>
internal sealed class KerasLayer(string name, string[] folders, string path)
{
    private readonly SortedDictionary<string, Tensor?> weights = new(StringComparer.Ordinal);

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Adds a weight; null stands for whole numbers.</summary>
    public void Add(string called, Tensor? tensor)
    {
        if (!weights.TryAdd(called, tensor)) throw new RunException($"'{path}' holds '{called}' of the layer '{name}' twice.");
    }

    /// <summary>The tensors as they lie here, by their names here.</summary>
    /// <exception cref="RunException">A layer that is not known, or shapes that do not belong together.</exception>
    public IEnumerable<(string Name, Tensor Tensor)> ToTensors()
    {
        var named = Named();
        Tensor? Get(string called) => named.GetValueOrDefault(called);
        if (Get("embeddings") is { } embeddings) return [("weight", embeddings)];
        if (Get("moving_mean") is { } mean && Get("moving_variance") is { } variance)
        {
            List<(string, Tensor)> norm = [("running_mean", mean), ("running_var", variance), ("num_batches_tracked", Tensor.Zeros(Shape.Scalar, DType.Int64))];
            if (Get("gamma") is { } gamma) norm.Add(("weight", gamma));
            if (Get("beta") is { } beta) norm.Add(("bias", beta));
            return norm;
        }
        if (Get("kernel") is not { } kernel) throw Unknown();
        if (Get("recurrent_kernel") is { } recurrent) return new KerasRecurrence(name, path).ToTensors(kernel, recurrent, Get("bias"));
        if (named.Count > (Get("bias") is null ? 1 : 2) || kernel.Rank is < 2 or > 5) throw Unknown();
        // The two last axes come first and change places: [k…, in, out] → [out, in, k…].
        int[] order = [kernel.Rank - 1, kernel.Rank - 2, .. Enumerable.Range(0, kernel.Rank - 2)];
        var weight = ("weight", kernel.Permute(order).Contiguous());
        return Get("bias") is { } bias ? [weight, ("bias", bias)] : [weight];
    }

    // Keras 3 numbers the weights in the order in which layers make them.
    private Dictionary<string, Tensor> Named()
    {
        var floats = weights.Where(w => w.Value is not null).ToDictionary(w => w.Key, w => w.Value!);
        if (floats.Count == 0 || !floats.Keys.All(k => k.All(char.IsAsciiDigit))) return floats;
        string kind = System.Text.RegularExpressions.Regex.Replace(folders.LastOrDefault(f => f is not ("vars" or "cell")) ?? "", "_[0-9]+$", "");
        string[] names = kind switch
        {
            "embedding" => ["embeddings"],
            "batch_normalization" => ["gamma", "beta", "moving_mean", "moving_variance"],
            "lstm" or "gru" or "simple_rnn" or "forward_layer" or "backward_layer" => ["kernel", "recurrent_kernel", "bias"],
            "dense" or "conv1d" or "conv2d" or "conv3d" or "conv1d_transpose" or "conv2d_transpose" or "conv3d_transpose" => ["kernel", "bias"],
            _ => throw Unknown(),
        };
        bool mayLackBias = names[^1] == "bias" && floats.Count == names.Length - 1;
        if (floats.Count != names.Length && !mayLackBias) throw new RunException($"'{path}' holds {floats.Count} weights of the layer '{name}', and a layer of the kind {kind} has {names.Length} ({string.Join(", ", names)}).");
        return floats.OrderBy(f => f.Key.Length).ThenBy(f => f.Key, StringComparer.Ordinal).Zip(names).ToDictionary(p => p.Second, p => p.First.Value);
    }

    private RunException Unknown() => new($"'{path}' holds the layer '{name}' with {string.Join(", ", weights.Keys.Take(6))}; read are Dense, Conv1D to Conv3D and their transposes, " +
        "BatchNormalization, Embedding, LSTM, GRU and SimpleRNN.");
}
