using Cajal.Benchmarks.Command;

namespace Cajal.Benchmarks.Tables;

/// <summary>Prints the table of results that stand in files as lines of JSON.</summary>
internal static class TableVerb
{
    public static readonly Verb Verb = new("table",
        "the table of results, as Markdown; from files, or from standard input", ["of FILES"], Run);

    private static int Run(Arguments arguments, TextWriter output)
    {
        string[] files = arguments.List("of");
        foreach (string file in files)
            if (!File.Exists(file))
                throw new CommandException($"There is no file '{file}'. Results are what 'peers' prints, kept with > FILE.");
        var lines = files.Length > 0 ? files.SelectMany(File.ReadLines) : Lines(Console.In);
        foreach (string row in PeersTable.Rows(Result.Read(lines))) output.WriteLine(row);
        return 0;
    }

    private static IEnumerable<string> Lines(TextReader reader)
    {
        while (reader.ReadLine() is { } line) yield return line;
    }
}
