using System.Globalization;

namespace Cajal.Networks;

/// <summary>The options of a short text: <c>momentum=0.9, nesterov</c> in <c>sgd(momentum=0.9, …)</c>. An option without a name takes the
/// next place.</summary>
public sealed class Options
{
    private readonly string kind;
    private readonly List<string> unnamed = [];
    private readonly Dictionary<string, string> named = [];
    private readonly List<string> asked = [];
    private int nextUnnamed;

    private Options(string kind, string name)
    {
        this.kind = kind;
        Name = name;
    }

    /// <summary>The name before the bracket.</summary>
    public string Name { get; }

    /// <summary>A number with its usual value when the text leaves it out.</summary>
    /// <exception cref="ArgumentException">The text has no number there.</exception>
    public double Number(string option, double usual) => Take(option) is { } text ? Number(option, text) : usual;

    /// <summary>A number that may be left out.</summary>
    /// <exception cref="ArgumentException">The text has no number there.</exception>
    public double? Number(string option) => Number(option, double.NaN) is var value && double.IsNaN(value) ? null : value;

    /// <summary>Several numbers, separated by spaces: <c>10 20.5 40</c>; null when the text leaves them out.</summary>
    /// <exception cref="ArgumentException">The text has something else there.</exception>
    public double[]? Numbers(string option) => Take(option) is not { } text ? null
        : [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => Number(option, part))];

    /// <summary>A whole number with its usual value when the text leaves it out.</summary>
    /// <exception cref="ArgumentException">The text has no whole number there.</exception>
    public int Whole(string option, int usual) =>
        Number(option, usual) is var value && value == Math.Truncate(value) && Math.Abs(value) < 1e9 ? (int)value
        : throw new ArgumentException($"The option {option} of the {kind} '{Name}' is a whole number such as 3.");

    /// <summary>Yes or no: <c>true</c> or <c>false</c>.</summary>
    /// <exception cref="ArgumentException">The text has neither there.</exception>
    public bool Flag(string option, bool usual) => Take(option) is not { } text ? usual
        : bool.TryParse(text, out bool value) ? value
        : throw new ArgumentException($"The option {option} of the {kind} '{Name}' is true or false; received '{text}'.");

    /// <summary>A name or other text with its usual value.</summary>
    public string Text(string option, string usual) => Take(option) ?? usual;

    /// <summary>The options that were asked for, whether the text has them or not.</summary>
    internal IReadOnlyList<string> Asked => asked;

    /// <summary>Takes a text apart.</summary>
    internal static Options Read(string kind, string text)
    {
        int open = text.IndexOf('(');
        if (open < 0) return new Options(kind, RequireName(kind, text, text));
        if (!text.TrimEnd().EndsWith(')'))
            throw new ArgumentException($"The {kind} '{text}' has an opening bracket but does not end with a closing one.");
        var options = new Options(kind, RequireName(kind, text, text[..open]));
        string inside = text.TrimEnd()[(open + 1)..^1];
        foreach (string part in inside.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=');
            if (equals < 0) options.unnamed.Add(part);
            else if (!options.named.TryAdd(NearestName.Plain(part[..equals]), part[(equals + 1)..].Trim()))
                throw new ArgumentException($"The {kind} '{text}' names the option {part[..equals].Trim()} twice.");
        }
        return options;
    }

    /// <summary>Every option that was given must have been asked for.</summary>
    internal void RequireUsed()
    {
        foreach (string option in named.Keys)
        {
            if (asked.Any(a => NearestName.Plain(a) == option)) continue;
            string hint = NearestName.Of(option, asked) is { } near ? $"Did you mean '{near}'?"
                : asked.Count > 0 ? $"It has {string.Join(", ", asked)}." : "It has none.";
            throw new ArgumentException($"The {kind} '{Name}' has no option '{option}'. {hint}");
        }
        if (unnamed.Count > nextUnnamed)
            throw new ArgumentException($"The {kind} '{Name}' received more options than it has: {string.Join(", ", unnamed)}.");
    }

    private static string RequireName(string kind, string text, string name) => name.Trim() is { Length: > 0 } trimmed ? trimmed
        : throw new ArgumentException($"The name of the {kind} is missing in '{text}'.");

    private double Number(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value
        : throw new ArgumentException($"The option {option} of the {kind} '{Name}' is a number such as 0.1; received '{text}'.");

    private string? Take(string option)
    {
        asked.Add(option);
        if (named.TryGetValue(NearestName.Plain(option), out string? text)) return text;
        return nextUnnamed < unnamed.Count ? unnamed[nextUnnamed++] : null;
    }
}
