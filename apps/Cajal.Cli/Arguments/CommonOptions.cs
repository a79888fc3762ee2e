using System.CommandLine;

namespace Cajal.Cli;

/// <summary>Options that several verbs share.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "one JSON document on standard output, for machines" };

    public static Option<string> Seed() => new("--seed") { HelpName = "N", Description = "seed of all that is random; the same seed gives the same bytes (42)" };

    public static Option<string> Threads() => new("--threads") { HelpName = "N", Description = "threads that compute; without it, CAJAL_THREADS or all processors; the results do not depend on it" };

    public static void ApplyThreads(ParseResult parse, Option<string> threads)
    {
        if (parse.Whole(threads, 1) is { } count) CpuThreads.Count = count;
    }
}
