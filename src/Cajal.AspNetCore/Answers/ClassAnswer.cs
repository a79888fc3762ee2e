using System.Text.Json;
using Cajal.Training;
using Microsoft.OpenApi;

namespace Cajal.AspNetCore;

/// <summary>A class by its name, with the probability of each: <c>{"class": "7", "probabilities": {"0": 0.001, …}}</c>.</summary>
internal sealed class ClassAnswer(TrainedModel model) : AnswerWriter
{
    private static readonly JsonEncodedText Class = JsonEncodedText.Encode("class");

    private readonly JsonEncodedText scores = JsonEncodedText.Encode(model.HasProbabilities ? "probabilities" : "scores");
    private readonly JsonEncodedText[] names = [.. model.ClassNames.Select(n => JsonEncodedText.Encode(n, Answering.Spelling))];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames => model.ClassNames;

    /// <inheritdoc/>
    public override string Description => $"the class ({string.Join(", ", model.ClassNames.Take(20))}{(model.ClassNames.Count > 20 ? ", …" : "")}) and the {scores} of all classes";

    /// <inheritdoc/>
    public override IDictionary<string, IOpenApiSchema> Members => new Dictionary<string, IOpenApiSchema>
    {
        ["class"] = new OpenApiSchema { Type = JsonSchemaType.String },
        [scores.Value] = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = model.ClassNames.ToDictionary(n => n, _ => (IOpenApiSchema)new OpenApiSchema { Type = JsonSchemaType.Number }) },
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, ReadOnlySpan<float> outputs)
    {
        int label = Predictions.LabelOf(outputs, model.HasProbabilities);
        if (label >= 0) json.WriteString(Class, names[label]);
        else json.WriteNull(Class);
        json.WriteStartObject(scores);
        for (int i = 0; i < names.Length; i++)
        {
            json.WritePropertyName(names[i]);
            Number(json, (float)Predictions.ScoreOf(outputs, i, model.HasProbabilities));
        }
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public override (int Label, double Confidence) Stance(ReadOnlySpan<float> outputs)
    {
        int label = Predictions.LabelOf(outputs, model.HasProbabilities);
        return (label, label >= 0 && model.HasProbabilities ? Predictions.ScoreOf(outputs, label, hasProbabilities: true) : double.NaN);
    }
}
