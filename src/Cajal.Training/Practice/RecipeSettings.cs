using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>Settings of a recipe written as text: <c>dropout=0,0.2,0.5</c>.</summary>
public static class RecipeSettings
{
    private const string SameExamples = "settings are held against each other on the same examples";

    // What cannot be varied, and why; null for what nobody writes.
    private static readonly Dictionary<string, string?> NotVaried = new()
    {
        ["formatVersion"] = null,
        ["reasons"] = null,
        ["versions"] = null,
        ["split"] = null,
        ["dataOptions"] = null,
        ["data"] = $"{SameExamples}; compare data sets one by one",
        ["seed"] = "every setting is trained with the same seeds, whose number --seeds gives",
        ["fold"] = "every setting is trained on the same folds, whose number --folds gives",
        ["validation"] = SameExamples,
        ["test"] = SameExamples,
        ["metrics"] = "settings are held against each other by the same metrics",
        ["tokens"] = "it is about text, and compare is about data sets",
        ["context"] = "it is about text, and compare is about data sets",
    };

    /// <summary>The entries of a recipe that can be varied.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. TrainingJson.Default.Recipe.Properties.Select(p => p.Name).Where(name => !NotVaried.ContainsKey(name))];

    /// <summary>A key and its values; commas inside brackets belong to the value, and sizes of layers are joined by minus signs.</summary>
    /// <exception cref="ArgumentException">No such text, an unknown key, or a value twice.</exception>
    public static (string Key, IReadOnlyList<string> Values) Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1) throw new ArgumentException($"What to vary is written key=a,b,c, such as dropout=0,0.2; received '{text}'.");
        string wanted = text[..equals].Trim();
        if (NotVaried.FirstOrDefault(n => n.Value is not null && NearestName.Plain(n.Key) == NearestName.Plain(wanted)) is { Key: { } } fixedEntry)
            throw new ArgumentException($"'{fixedEntry.Key}' cannot be varied: {fixedEntry.Value}.");
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
        var changed = json.Deserialize(type)!;
        RecipeNumbers.Check(changed);
        RequireNames(changed);
        return changed;
    }

    // Texts that name something, read before any training begins.
    private static void RequireNames(Recipe recipe)
    {
        Read(recipe.Activation, Activation.Parse);
        Read(recipe.Initializer, Initializer.Parse);
        Read(recipe.Loss, Loss.Parse);
        Read(recipe.Optimizer, Optimizer.Catalog.Parse);
        Read(recipe.Schedule, Schedule.Parse);
        Read(recipe.Average, WeightAverage.Catalog.Parse);
        Read(recipe.Augment, Data.Augmentation.Parse);
        Read(recipe.Layers, RecipeNumbers.Hidden);
        Read(recipe.Batch, text => RecipeNumbers.BatchSize(text, 1));
    }

    private static void Read<T>(string? text, Func<string, T> read)
    {
        if (text is not null) read(text);
    }

    private static JsonNode NodeOf(JsonPropertyInfo property, string key, string value)
    {
        var kind = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (kind == typeof(string)) return key == "layers" ? value.Replace('-', ',') : value;
        if (kind == typeof(bool)) return bool.TryParse(value, out bool flag) ? flag : throw Wrong(key, "true or false", value);
        if (kind == typeof(int))
            return int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int whole) ? whole
                : throw Wrong(key, "a whole number", value);
        if (kind == typeof(double) && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture,
            out double number)) return number;
        throw Wrong(key, "a number with a decimal point, such as 0.1", value);
    }

    private static ArgumentException Wrong(string key, string expected, string value) =>
        new($"'{key}' of a recipe is {expected}; received '{value}'.");
}
