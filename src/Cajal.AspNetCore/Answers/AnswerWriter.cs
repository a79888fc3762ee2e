using System.Text.Json;
using Microsoft.OpenApi;

namespace Cajal.AspNetCore;

/// <summary>Writes what a network has given as the answer to a request.</summary>
internal abstract class AnswerWriter
{
    /// <summary>Names of the classes; empty where there are none.</summary>
    public virtual IReadOnlyList<string> ClassNames => [];

    /// <summary>What the answer consists of, in words, for the description of the interface.</summary>
    public abstract string Description { get; }

    /// <summary>The members of an answer, for the description of the interface.</summary>
    public abstract IDictionary<string, IOpenApiSchema> Members { get; }

    /// <summary>Writes the members of an answer, inside its object.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="outputs">The network's outputs for one example.</param>
    public abstract void Write(Utf8JsonWriter json, ReadOnlySpan<float> outputs);

    /// <summary>The class named and how sure the network is, from 0 to 1; (−1, NaN) where it names none, and NaN where it gives no probability.</summary>
    public virtual (int Label, double Confidence) Stance(ReadOnlySpan<float> outputs) => (-1, double.NaN);

    /// <summary>Writes a number; JSON has no word for one that is none.</summary>
    protected static void Number(Utf8JsonWriter json, float value)
    {
        if (float.IsFinite(value)) json.WriteNumberValue(value);
        else json.WriteNullValue();
    }

    /// <summary>Writes a number under a name; null for one that is none.</summary>
    protected static void Number(Utf8JsonWriter json, JsonEncodedText name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }
}
