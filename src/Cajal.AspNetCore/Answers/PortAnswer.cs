using System.Text.Json;
using Microsoft.OpenApi;

namespace Cajal.AspNetCore;

/// <summary>The outputs of an ONNX network under their own names: <c>{"logits": [0.1, 2.3]}</c>, nested as they are.</summary>
internal sealed class PortAnswer((string Name, int[] Shape)[] outputs) : AnswerWriter
{
    private readonly JsonEncodedText[] names = Array.ConvertAll(outputs, o => JsonEncodedText.Encode(o.Name, Answering.Spelling));

    /// <inheritdoc/>
    public override string Description => string.Join(", ", outputs.Select(o => $"{o.Name} [{string.Join(", ", o.Shape)}]"));

    /// <inheritdoc/>
    public override IDictionary<string, IOpenApiSchema> Members => outputs.ToDictionary(o => o.Name, o => OpenApiDescription.Lists(o.Shape));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, ReadOnlySpan<float> numbers)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            json.WritePropertyName(names[i]);
            numbers = Lists(json, outputs[i].Shape, numbers);
        }
    }

    // Returns the numbers behind those that were written.
    private static ReadOnlySpan<float> Lists(Utf8JsonWriter json, ReadOnlySpan<int> shape, ReadOnlySpan<float> numbers)
    {
        if (shape.Length == 0)
        {
            Number(json, numbers[0]);
            return numbers[1..];
        }
        json.WriteStartArray();
        for (int i = 0; i < shape[0]; i++) numbers = Lists(json, shape[1..], numbers);
        json.WriteEndArray();
        return numbers;
    }
}
