using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Cajal.Training;

/// <summary>Settings of a recipe written as text: <c>dropout=0,0.2,0.5</c>.</summary>
public static class RecipeSettings
{
    private static readonly string[] NotVaried = ["formatVersion", "data", "dataOptions", "split", "reasons", "versions", "seed", "fold"];

    /// <summary>The entries of a recipe that can be varied.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. TrainingJson.Default.Recipe.Properties.Select(p => p.Name).Where(name => !NotVaried.Contains(name))];

    /// <summary>A key and its values; commas inside brackets belong to the value, and sizes of layers are joined by minus signs.</summary>
    /// <exception cref="ArgumentException">No such text, an unknown key, or a value twice.</exception>
    public static (string Key, IReadOnlyList<string> Values) Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1) throw new ArgumentException($"What to vary is written key=a,b,c, such as dropout=0,0.2; received '{text}'.");
        string wanted = text[..equals].Trim();
        string key = Names.FirstOrDefault(name => NearestName.Plain(name) == NearestName.Plain(wanted))
            ?? throw new ArgumentException(NearestName.Unknown("entry of a recipe to vary", wanted, Names));
        var values = new List<string>();
        int depth = 0, start = equals + 1;
        for (int i = start; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : ',';
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c != ',' || (depth > 0 && i < text.Length)) continue;
            values.Add(text[start..i].Trim());
            start = i + 1;
        }
        if (values.Contains("")) throw new ArgumentException($"A value of '{key}' is empty in '{text}'; write none where you mean none.");
        if (values.CountBy(v => v).FirstOrDefault(v => v.Value > 1).Key is { } twice)
            throw new ArgumentException($"'{text}' holds the value '{twice}' twice.");
        return (key, values);
    }

    /// <summary>The recipe with one entry changed; <c>none</c> leaves it open.</summary>
    /// <exception cref="ArgumentException">The entry takes no such value.</exception>
    public static Recipe With(Recipe recipe, string key, string value)
    {
        var type = TrainingJson.Default.Recipe;
        var property = type.Properties.First(p => p.Name == key);
        var json = (JsonObject)JsonSerializer.SerializeToNode(recipe, type)!;
        json[key] = value == "none" ? null : NodeOf(property, key, value);
        try
        {
            var changed = json.Deserialize(type)!;
            RecipeNumbers.Check(changed);
            return changed;
        }
        catch (JsonException)
        {
            throw Wrong(key, value);
        }
    }

    private static JsonNode NodeOf(JsonPropertyInfo property, string key, string value)
    {
        var kind = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (kind == typeof(string)) return key == "layers" ? value.Replace('-', ',') : value;
        if (kind == typeof(bool)) return bool.TryParse(value, out bool flag) ? flag : throw Wrong(key, value);
        if (kind == typeof(int))
            return int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int whole) ? whole
                : throw Wrong(key, value);
        if (kind == typeof(double) && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture,
            out double number)) return number;
        throw Wrong(key, value);
    }

    private static ArgumentException Wrong(string key, string value) =>
        new($"'{key}' of a recipe does not take the value '{value}'; see how recipes are written.");
}
