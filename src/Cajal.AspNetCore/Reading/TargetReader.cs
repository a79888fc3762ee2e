using System.Text.Json;
using Cajal.Data;

namespace Cajal.AspNetCore;

/// <summary>Reads the truth where an example brings it along under the name of the target, so that answers can be judged.</summary>
internal sealed class TargetReader(TargetTransform target)
{
    private readonly OneHotWords? classes = target is ClassIndex index ? new OneHotWords { Name = target.Name, Words = index.Names, MostFrequent = null } : null;

    /// <summary>Reads the value at the reader's token when the name is the target's; false for another name.</summary>
    /// <exception cref="RequestProblem">A class that the model does not know, or no number where it foretells one.</exception>
    public bool TryRead(ref Utf8JsonReader json, string name, RowRead read)
    {
        if (name != target.Name) return false;
        if (json.TokenType == JsonTokenType.Null) return true;
        if (classes is null)
        {
            read.TrueValue = json.TokenType == JsonTokenType.Number && json.TryGetDouble(out double value) && double.IsFinite(value) ? value
                : throw RequestProblem.Bad($"The target '{name}' is {JsonText.Of(json)}; expected a finite number, or nothing when it is unknown.");
            return true;
        }
        string? word = WordOf(json);
        read.TrueLabel = word is null ? -1 : classes.PlaceOf(word);
        if (read.TrueLabel < 0)
            throw RequestProblem.Bad($"The target '{name}' is {JsonText.Of(json)}; expected one of {string.Join(", ", classes.Words.Take(20))}{(classes.Words.Length > 20 ? ", …" : "")}, or nothing when it is unknown.");
        return true;
    }

    /// <summary>A text, or a number as it is written; null for anything else.</summary>
    public static string? WordOf(in Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.String => json.GetString(),
        JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(json.ValueSpan),
        _ => null,
    };
}
