using System.Text.Json;
using Cajal.Data;
using Cajal.Insight;
using Microsoft.OpenApi;

namespace Cajal.AspNetCore;

/// <summary>A number in the units of the data: <c>{"value": 3.2}</c>, and where an interval was asked for, between which two the truth lies.</summary>
internal sealed class NumberAnswer(NumberScaling scaling, PredictionInterval? interval) : AnswerWriter
{
    private static readonly JsonEncodedText Value = JsonEncodedText.Encode("value"), Lower = JsonEncodedText.Encode("lower"), Upper = JsonEncodedText.Encode("upper");

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"the number '{scaling.Name}'") + (interval is null ? ""
        : FormattableString.Invariant($", and lower and upper ends that hold the truth in {100 * interval.Level:0.#} % of cases"));

    /// <inheritdoc/>
    public override IDictionary<string, IOpenApiSchema> Members => (interval is null ? new[] { Value } : [Value, Lower, Upper])
        .ToDictionary(m => m.Value, _ => (IOpenApiSchema)new OpenApiSchema { Type = JsonSchemaType.Number });

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, ReadOnlySpan<float> outputs)
    {
        double value = scaling.Unscale(outputs[0]);
        Number(json, Value, value);
        if (interval?.Around(value) is not { } ends) return;
        Number(json, Lower, ends.Low);
        Number(json, Upper, ends.High);
    }
}
