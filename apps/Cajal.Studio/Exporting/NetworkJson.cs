using System.Text.Json;
using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>A playground as JSON: the link that opens it again, and its network in plain numbers for programs that read neither ONNX nor safetensors.</summary>
internal sealed record NetworkJson
{
    /// <summary>Number of the format.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>The whole state with the weights, as the text behind the # of an address.</summary>
    public required string Link { get; init; }

    /// <summary>What it reads: features of the point (x, y), or columns.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>What is taken off each input before it is multiplied.</summary>
    public required IReadOnlyList<float> Shift { get; init; }

    /// <summary>What each input is multiplied by: (v − shift) · factor.</summary>
    public required IReadOnlyList<float> Factor { get; init; }

    /// <summary>Its layers, the output last.</summary>
    public required IReadOnlyList<NetworkJsonLayer> Layers { get; init; }

    /// <summary>What it was trained by.</summary>
    public required string Loss { get; init; }

    /// <summary>Names of the classes; empty where they have numbers only, or where a number is learned.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The file of a playground.</summary>
    /// <exception cref="ArgumentException">Too many weights for a link.</exception>
    public static byte[] Of(Course course)
    {
        var bench = course.Bench;
        return JsonSerializer.SerializeToUtf8Bytes(new NetworkJson
        {
            FormatVersion = 1,
            Link = StateText.Write(course.State, bench.Weights),
            Inputs = bench.Reader.Names,
            Shift = bench.Reader.Shift,
            Factor = bench.Reader.Factor,
            Layers = [.. bench.Layers.Select(NetworkJsonLayer.Of)],
            Loss = bench.Head.LossName,
            Classes = bench.Data.ClassNames,
        }, StudioJson.Default.NetworkJson);
    }

    /// <summary>The state of a file.</summary>
    /// <exception cref="ArgumentException">No such file, or a link that cannot be read.</exception>
    public static PlaygroundState Read(byte[] bytes, string name)
    {
        try
        {
            using var file = JsonDocument.Parse(bytes);
            if (file.RootElement.ValueKind == JsonValueKind.Object && file.RootElement.TryGetProperty("link", out var link) && link.ValueKind == JsonValueKind.String)
                return StateText.Read(link.GetString()!, out _);
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"'{name}' is not JSON, or was cut off.", e);
        }
        throw new ArgumentException($"'{name}' holds no playground; expected JSON with a \"link\", as a playground exports it.");
    }
}

/// <summary>A layer in plain numbers: a = f(norm(W·x + b)), and with a skip x is added.</summary>
/// <param name="Activation">Name of f.</param>
/// <param name="Weights">W, a row for each unit.</param>
/// <param name="Biases">b; null for none.</param>
/// <param name="Norm">What stands before f; null for nothing.</param>
/// <param name="Dropout">Share of the units that are dropped in training.</param>
/// <param name="Skips">Whether x is added.</param>
internal sealed record NetworkJsonLayer(string Activation, float[][] Weights, float[]? Biases, NetworkJsonNorm? Norm, double Dropout, bool Skips)
{
    /// <summary>The numbers of a layer.</summary>
    public static NetworkJsonLayer Of(BenchLayer layer) => new(layer.Activation, [.. layer.Linear.Weight.ToArray<float>().Chunk(layer.Linear.InFeatures)], layer.Linear.Bias?.ToArray<float>(), layer.Norm switch
    {
        BatchNorm norm => new NetworkJsonNorm("batch", norm.Epsilon, norm.Weight?.ToArray<float>(), norm.Bias?.ToArray<float>(), norm.RunningMean?.ToArray<float>(), norm.RunningVariance?.ToArray<float>()),
        LayerNorm norm => new NetworkJsonNorm("layer", norm.Epsilon, norm.Weight?.ToArray<float>(), norm.Bias?.ToArray<float>(), null, null),
        _ => null,
    }, layer.Dropout?.Rate ?? 0, layer.Skips);
}

/// <summary>A norm in plain numbers: γ·(z − mean)/√(variance + ε) + β; a layer norm takes mean and variance of the layer's own z.</summary>
/// <param name="Kind"><c>batch</c> or <c>layer</c>.</param>
/// <param name="Epsilon">ε.</param>
/// <param name="Gamma">γ of each unit.</param>
/// <param name="Beta">β of each unit.</param>
/// <param name="Mean">Means that were gathered in training.</param>
/// <param name="Variance">Variances that were gathered in training.</param>
internal sealed record NetworkJsonNorm(string Kind, double Epsilon, float[]? Gamma, float[]? Beta, float[]? Mean, float[]? Variance);
