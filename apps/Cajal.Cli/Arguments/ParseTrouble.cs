using System.CommandLine;
using System.CommandLine.Parsing;

namespace Cajal.Cli;

/// <summary>Says in one sentence what is wrong with a command, and names the nearest word that would be right.</summary>
internal static class ParseTrouble
{
    /// <summary>The sentence for a command that does not parse; null for one that does.</summary>
    public static string? Describe(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        if ((MisspelledOption(parse) ?? parse.UnmatchedTokens.FirstOrDefault()) is { } token) return Unmatched(command, token);
        if (parse.Errors.Count == 0) return null;
        var error = parse.Errors[0];
        return error.SymbolResult switch
        {
            OptionResult { Tokens.Count: 0 } option => $"{option.Option.Name} needs a value: {option.Option.HelpName}.",
            OptionResult { Option: var option } => $"{option.Name} was given more than once; write it once.",
            ArgumentResult argument when argument.Tokens.Count == 0 =>
                $"{command.Name} needs {argument.Argument.HelpName}: {argument.Argument.Description}",
            _ => error.Message,
        };
    }

    // To the parser, an unknown option where an argument may stand is that argument.
    private static string? MisspelledOption(ParseResult parse) => parse.CommandResult.Children.OfType<ArgumentResult>()
        .SelectMany(a => a.Tokens).Select(t => t.Value).FirstOrDefault(t => t.StartsWith('-'));

    private static string Unmatched(Command command, string token)
    {
        if (command is RootCommand)
        {
            string[] verbs = [.. command.Subcommands.Select(c => c.Name)];
            return $"There is no verb '{token}'.{NearestName.Hint(token, verbs)} Verbs are {string.Join(", ", verbs)}.";
        }
        string verb = command.Parents.OfType<Command>().FirstOrDefault(p => p is not RootCommand) is { } above ? $"{above.Name} {command.Name}" : command.Name;
        if (!token.StartsWith('-')) return $"{verb} does not know what to do with '{token}'; see cajal {verb} --help.";
        // --epochs=3 is one word for the parser too.
        string name = token.Split('=', 2)[0];
        string hint = NearestName.Hint(name, command.Options.Select(o => o.Name));
        return $"{verb} has no option '{name}'.{hint} See cajal {verb} --help.";
    }
}
