using System.CommandLine;
using System.Globalization;

namespace Cajal.Cli;

/// <summary>Options that several verbs share.</summary>
internal static class CommonOptions
{
    // More threads than any machine has processors only wait for each other.
    private const int MostThreads = 1024;

    public static Option<bool> Json() => new("--json") { Description = "one JSON document on standard output, for machines" };

    public static Option<string> Seed() => TextOption.Of("--seed", "N",
        "seed of all that is random; the same seed gives the same bytes (42)");

    public static Option<string> Threads() => TextOption.Of("--threads", "N",
        "threads that compute; without it, CAJAL_THREADS or all processors; the results do not depend on it");

    public static void ApplyThreads(ParseResult parse, Option<string> threads)
    {
        int? count = parse.Whole(threads, 1);
        if (count is null && Environment.GetEnvironmentVariable("CAJAL_THREADS") is { Length: > 0 } text
            && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            throw new UsageException($"CAJAL_THREADS is a whole number from 1 to {MostThreads}; received '{text}'.");
        if (count > MostThreads) throw Values.Wrong(threads, $"a whole number from 1 to {MostThreads}", parse.Text(threads)!);
        if (count is { } asked) CpuThreads.Count = asked;
    }
}
