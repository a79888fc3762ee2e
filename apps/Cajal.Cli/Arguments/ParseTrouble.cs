using System.CommandLine;
using System.CommandLine.Parsing;

namespace Cajal.Cli;

/// <summary>Says in one sentence what is wrong with a command, and names the nearest word that would be right.</summary>
internal static class ParseTrouble
{
    public static string Describe(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        if (parse.UnmatchedTokens is [var token, ..]) return Unmatched(command, token);
        var error = parse.Errors[0];
        return error.SymbolResult switch
        {
            OptionResult { Tokens.Count: 0 } option => $"{option.Option.Name} needs a value: {option.Option.HelpName}.",
            OptionResult { Option: var option } => $"{option.Name} was given more than once; write it once.",
            ArgumentResult argument when argument.Tokens.Count == 0 => $"{command.Name} needs {argument.Argument.HelpName}: {argument.Argument.Description}",
            _ => error.Message,
        };
    }

    private static string Unmatched(Command command, string token)
    {
        if (command is RootCommand)
        {
            string[] verbs = [.. command.Subcommands.Select(c => c.Name)];
            return $"There is no verb '{token}'.{Nearest.Hint(token, verbs)} Verbs are {string.Join(", ", verbs)}.";
        }
        if (!token.StartsWith('-')) return $"{command.Name} does not know what to do with '{token}'; see cajal {command.Name} --help.";
        // --epochs=3 is one word for the parser too.
        string name = token.Split('=', 2)[0];
        return $"{command.Name} has no option '{name}'.{Nearest.Hint(name, command.Options.Select(o => o.Name))} See cajal {command.Name} --help.";
    }
}
