using System.CommandLine;

namespace Cajal.Cli;

/// <summary>An option with a value. All are declared as text: the parser's own conversion follows the culture of the machine.</summary>
internal static class TextOption
{
    public static Option<string> Of(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };
}
