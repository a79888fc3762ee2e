using System.Text.Json;

namespace Cajal.Training;

/// <summary>A look as a line of JSON. Written by hand: code generated for its thirty properties would be several times as long as this.</summary>
internal static class MonitorJson
{
    public static byte[] Write(NetworkLook look)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartObject();
            json.WriteNumber("step", look.Step);
            json.WriteNumber("epoch", look.Epoch);
            json.WriteNumber("examples", look.Examples);
            Number(json, "loss", look.Loss);
            if (look.Before is { } before) Write(json, before);
            json.WriteStartArray("layers");
            foreach (var layer in look.Layers) Write(json, layer);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return memory.ToArray();
    }

    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">It is no look.</exception>
    public static NetworkLook Read(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            return new NetworkLook
            {
                Step = root.GetProperty("step").GetInt64(),
                Epoch = root.GetProperty("epoch").GetInt32(),
                Examples = root.GetProperty("examples").GetInt32(),
                Loss = Number(root, "loss") ?? throw new JsonException("its loss is missing"),
                Before = root.TryGetProperty("before", out var before) ? ReadWindow(before) : null,
                Layers = [.. root.GetProperty("layers").EnumerateArray().Select(ReadLayer)],
            };
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException or OverflowException)
        {
            throw new JsonException(e.Message, e);
        }
    }

    private static void Write(Utf8JsonWriter json, LayerLook layer)
    {
        json.WriteStartObject();
        json.WriteString("name", layer.Name);
        json.WriteString("kind", layer.Kind);
        if (layer.Activation is { } function) json.WriteString("activation", function);
        json.WriteNumber("parameters", layer.Parameters);
        Number(json, "gradientNorm", layer.GradientNorm);
        Number(json, "weightNorm", layer.WeightNorm);
        Number(json, "updateRatio", layer.UpdateRatio);
        Number(json, "mean", layer.Mean);
        Number(json, "spread", layer.Spread);
        Number(json, "zeros", layer.Zeros);
        Number(json, "dead", layer.Dead);
        Number(json, "quiet", layer.Quiet);
        Number(json, "far", layer.Far);
        Number(json, "saturated", layer.Saturated);
        Write(json, "weights", layer.Weights);
        Write(json, "gradients", layer.Gradients);
        Write(json, "preActivations", layer.PreActivations);
        json.WriteEndObject();
    }

    private static LayerLook ReadLayer(JsonElement layer) => new()
    {
        Name = layer.GetProperty("name").GetString() ?? "",
        Kind = layer.GetProperty("kind").GetString() ?? "",
        Activation = layer.TryGetProperty("activation", out var function) ? function.GetString() : null,
        Parameters = layer.GetProperty("parameters").GetInt64(),
        GradientNorm = Number(layer, "gradientNorm"),
        WeightNorm = Number(layer, "weightNorm") ?? throw new JsonException("a weightNorm is missing"),
        UpdateRatio = Number(layer, "updateRatio"),
        Mean = Number(layer, "mean"),
        Spread = Number(layer, "spread"),
        Zeros = Number(layer, "zeros"),
        Quiet = Number(layer, "quiet"),
        Far = Number(layer, "far"),
        Dead = Number(layer, "dead"),
        Saturated = Number(layer, "saturated"),
        Weights = ReadHistogram(layer, "weights"),
        Gradients = ReadHistogram(layer, "gradients"),
        PreActivations = ReadHistogram(layer, "preActivations"),
    };

    private static void Write(Utf8JsonWriter json, StepWindow window)
    {
        json.WriteStartObject("before");
        json.WriteNumber("steps", window.Count);
        Number(json, "mean", (float)window.Mean);
        Number(json, "spread", (float)window.Spread);
        Number(json, "least", (float)window.Least);
        Number(json, "greatest", (float)window.Greatest);
        json.WriteEndObject();
    }

    private static StepWindow ReadWindow(JsonElement window) => new(window.GetProperty("steps").GetInt32(), Needed(window, "mean"), Needed(window, "spread"),
        Needed(window, "least"), Needed(window, "greatest"));

    private static float Needed(JsonElement from, string name) => Number(from, name) ?? throw new JsonException($"{name} is missing");

    private static void Write(Utf8JsonWriter json, string name, Histogram? histogram)
    {
        if (histogram is null) return;
        json.WriteStartObject(name);
        json.WriteNumber("minimum", histogram.Minimum);
        json.WriteNumber("maximum", histogram.Maximum);
        json.WriteStartArray("counts");
        foreach (int count in histogram.Counts) json.WriteNumberValue(count);
        json.WriteEndArray();
        if (histogram.NotFinite > 0) json.WriteNumber("notFinite", histogram.NotFinite);
        json.WriteEndObject();
    }

    private static Histogram? ReadHistogram(JsonElement layer, string name) => !layer.TryGetProperty(name, out var histogram) ? null : new()
    {
        Minimum = Number(histogram, "minimum") ?? 0,
        Maximum = Number(histogram, "maximum") ?? 0,
        Counts = [.. histogram.GetProperty("counts").EnumerateArray().Select(count => count.GetInt32())],
        NotFinite = histogram.TryGetProperty("notFinite", out var count) ? count.GetInt32() : 0,
    };

    // JSON has no word for what is not finite; it is written as a text, as in the other files of a run.
    private static void Number(Utf8JsonWriter json, string name, float? value)
    {
        if (value is not { } number) return;
        if (float.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteString(name, float.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
    }

    private static float? Number(JsonElement from, string name) => !from.TryGetProperty(name, out var value) ? null
        : value.ValueKind != JsonValueKind.String ? value.GetSingle()
        : value.GetString() switch { "NaN" => float.NaN, "Infinity" => float.PositiveInfinity, "-Infinity" => float.NegativeInfinity, var text => throw new JsonException($"'{text}' is no number") };
}
