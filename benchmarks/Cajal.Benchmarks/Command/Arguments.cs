using System.Globalization;

namespace Cajal.Benchmarks.Command;

/// <summary>What follows the verb: <c>--name value</c>, in any order.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> values = [];

    private Arguments()
    {
    }

    /// <summary>Reads the options a verb understands.</summary>
    /// <exception cref="CommandException">An option it does not understand, or one without its value.</exception>
    public static Arguments Parse(Verb verb, ReadOnlySpan<string> words)
    {
        var arguments = new Arguments();
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i];
            string known = Array.Find(verb.Options, o => "--" + o.Split(' ')[0] == word) ?? throw new CommandException(
                $"'{verb.Name}' does not know '{word}'. It understands {string.Join(", ", verb.Options.Select(o => "--" + o))}.");
            string name = known.Split(' ')[0];
            if (!known.Contains(' ')) arguments.values[name] = "";
            else if (i + 1 < words.Length) arguments.values[name] = words[++i];
            else throw new CommandException($"--{known}: the value is missing.");
        }
        return arguments;
    }

    public bool Has(string name) => values.ContainsKey(name);

    public string Text(string name, string otherwise = "") => values.GetValueOrDefault(name, otherwise);

    /// <summary>The parts of a list with commas; empty when it was not given.</summary>
    public string[] List(string name) => Text(name).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public int Whole(string name, int otherwise, int least = 1)
    {
        if (!values.TryGetValue(name, out string? text)) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least ? value
            : throw new CommandException($"--{name} takes a whole number of at least {least}; received '{text}'.");
    }

    public double Number(string name, double otherwise)
    {
        if (!values.TryGetValue(name, out string? text)) return otherwise;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= 0
            && double.IsFinite(value) ? value : throw new CommandException($"--{name} takes a number of at least 0; received '{text}'.");
    }
}
