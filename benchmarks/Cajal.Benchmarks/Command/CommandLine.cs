namespace Cajal.Benchmarks.Command;

/// <summary>Finds the verb, reads its options and runs it.</summary>
internal static class CommandLine
{
    public static readonly Verb[] Verbs =
    [
        Peers.PeersVerb.Verb, Floor.FloorVerb.Verb, Ceilings.CeilingVerb.Verb, Products.ProductsVerb.Verb, Convolutions.ConvolutionsVerb.Verb,
        Endurance.SoakVerb.Verb,
        Serving.LoadVerb.Verb, Serving.FirstAnswerVerb.Verb, Endurance.CallersVerb.Verb, Endurance.ForeignVerb.Verb, Endurance.ForeignVerb.BusyVerb, Tables.TableVerb.Verb,
    ];

    /// <summary>Runs a command; 2 when it cannot be understood.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        try
        {
            var (verb, arguments) = Parse(args);
            return verb.Run(arguments, output);
        }
        catch (CommandException e)
        {
            error.WriteLine(e.Message);
            return 2;
        }
    }

    /// <summary>The verb and its options.</summary>
    /// <exception cref="CommandException">They cannot be understood.</exception>
    public static (Verb Verb, Arguments Arguments) Parse(ReadOnlySpan<string> args)
    {
        string first = args.Length > 0 ? args[0] : "";
        var verb = Array.Find(Verbs, v => v.Name == first) ?? throw new CommandException(Help(first));
        return (verb, Arguments.Parse(verb, args[1..]));
    }

    private static string Help(string first)
    {
        var lines = new List<string> { first.Length == 0 ? "Say what to do:" : $"There is no '{first}'. There is:" };
        lines.AddRange(Verbs.Select(v => $"  {v.Name,-10} {v.Summary}\n{"",13}{string.Join(' ', v.Options.Select(o => $"[--{o}]"))}"));
        lines.Add($"  {"startup",-10} trains one step of T1 and prints STEP at once");
        return string.Join('\n', lines);
    }
}
