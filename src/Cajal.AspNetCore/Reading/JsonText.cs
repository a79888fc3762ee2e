using System.Text.Json;

namespace Cajal.AspNetCore;

/// <summary>Values of a request in words.</summary>
internal static class JsonText
{
    private const int MostCharacters = 40;

    /// <summary>A value as it stands in the request, cut short.</summary>
    public static string Of(in Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.StartArray => "a list",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.String => $"the text \"{Short(json.GetString()!)}\"",
        JsonTokenType.Null => "null",
        JsonTokenType.EndArray => "the end of a list",
        _ => Short(System.Text.Encoding.UTF8.GetString(json.ValueSpan)),
    };

    /// <summary>The first characters of a text, without any that would break a line.</summary>
    public static string Short(string text)
    {
        string plain = string.Concat(text.Take(MostCharacters).Select(c => char.IsControl(c) ? ' ' : c));
        return text.Length > MostCharacters ? plain + "…" : plain;
    }

    /// <summary>What a JSON reader says, without its counts of lines and bytes.</summary>
    public static string Reason(JsonException error)
    {
        string text = error.Message;
        int at = text.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (at < 0 ? text : text[..at]).ReplaceLineEndings(" ").Trim();
    }
}
