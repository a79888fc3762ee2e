using System.CommandLine;
using System.Globalization;

namespace Cajal.Cli;

/// <summary>Reads the text of options as numbers, in the invariant culture; what does not fit is wrong use, said in one sentence.</summary>
/// <remarks>Options are declared as text, since the parser's own conversion follows the culture of the machine.</remarks>
internal static class Values
{
    extension(ParseResult parse)
    {
        /// <summary>The text of an option; null when it was not given.</summary>
        public string? Text(Option<string> option)
        {
            string? text = parse.GetValue(option);
            return text is null || text.Length > 0 ? text : throw new UsageException($"{option.Name} was given an empty text; write a value or leave it out.");
        }

        /// <summary>A whole number from <paramref name="least"/>.</summary>
        public int? Whole(Option<string> option, int least, string? expected = null) => parse.Text(option) is not { } text ? null
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least ? value
            : throw Wrong(option, expected ?? $"a whole number from {Invariant(least)}", text);

        /// <summary>A seed: a whole number from 0.</summary>
        public ulong? Seed(Option<string> option) => parse.Text(option) is not { } text ? null
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value
            : throw Wrong(option, "a whole number from 0", text);

        /// <summary>A number from <paramref name="least"/>, or above it, to below <paramref name="limit"/>.</summary>
        public double? Number(Option<string> option, double least, bool above = false, double limit = double.PositiveInfinity)
        {
            if (parse.Text(option) is not { } text) return null;
            if (ReadNumber(text) is { } value && (above ? value > least : value >= least) && value < limit) return value;
            string range = $"a number {(above ? "above" : "from")} {Invariant(least)}{(double.IsFinite(limit) ? $" to below {Invariant(limit)}" : "")}";
            throw Wrong(option, text.Contains(',', StringComparison.Ordinal) ? range + " with a decimal point" : range, text);
        }

        /// <summary>Words with commas between them; null when the option was not given.</summary>
        public string[]? List(Option<string> option) =>
            parse.Text(option)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The sentence for a value that does not fit its option.</summary>
    public static UsageException Wrong(Option option, string expected, string received, string hint = "") =>
        new($"{option.Name} takes {expected}; received '{received}'.{hint}");

    /// <summary>A finite number in the invariant culture, or null.</summary>
    public static double? ReadNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;

    private static string Invariant(double value) => value.ToString(CultureInfo.InvariantCulture);
}
