using System.Text.Json;

namespace Cajal.Benchmarks.Tables;

/// <summary>A line of results as a table needs it.</summary>
/// <param name="Workload">What was timed.</param>
/// <param name="Peer">Who did it.</param>
/// <param name="Variant">In which way.</param>
/// <param name="Threads">On how many threads.</param>
/// <param name="Median">The time, in <paramref name="Unit"/>.</param>
/// <param name="Unit">us, ms or s.</param>
/// <param name="Noise">CPU seconds per second that something else used meanwhile; 0 where nobody knows.</param>
internal sealed record Result(string Workload, string Peer, string Variant, int Threads, double Median, string Unit, double Noise)
{
    /// <summary>Above it, something else had a good part of a processor.</summary>
    private const double LoudNoise = 0.25;

    public bool IsNoisy => Noise > LoudNoise;

    /// <summary>Reads lines of JSON; other lines are left out.</summary>
    public static IEnumerable<Result> Read(IEnumerable<string> lines) => lines.Where(l => l.StartsWith('{')).Select(Parse);

    private static Result Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        string variant = root.TryGetProperty("variant", out var v) ? v.GetString() ?? "" : "";
        string workload = root.GetProperty("workload").GetString()!;
        // Start-up has two results for one workload: to the first step, and to the end.
        if (workload.StartsWith('S')) workload += " " + root.GetProperty("metric").GetString();
        return new(workload, root.GetProperty("peer").GetString()!, variant, root.GetProperty("threads").GetInt32(),
            root.GetProperty("median").GetDouble(), root.GetProperty("unit").GetString()!,
            root.TryGetProperty("noise", out var noise) ? noise.GetDouble() : 0);
    }
}
