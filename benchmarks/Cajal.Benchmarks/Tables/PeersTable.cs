using System.Globalization;

namespace Cajal.Benchmarks.Tables;

/// <summary>Results as a table in Markdown: a row for each workload and number of threads, each peer with its best variant, the fastest
/// first,
/// and how Cajal stands to the best of the others.</summary>
internal static class PeersTable
{
    private const string Own = "cajal", Floor = "floor";

    public static IEnumerable<string> Rows(IEnumerable<Result> results)
    {
        yield return "| workload | threads | unit | Cajal | others, the fastest first | Cajal / best other | Cajal / floor |";
        yield return "|---|---|---|---|---|---|---|";
        var rows = results.GroupBy(r => (r.Workload, r.Threads)).OrderBy(g => g.Key.Workload, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Threads);
        foreach (var row in rows)
        {
            var best = row.GroupBy(r => r.Peer).ToDictionary(g => g.Key, Best);
            Result[] others = [.. best.Values.Where(r => r.Peer is not Own and not Floor).OrderBy(r => r.Median)];
            var own = best.GetValueOrDefault(Own);
            yield return $"| {row.Key.Workload} | {row.Key.Threads} | {row.First().Unit} | {OwnCell(row)} | "
                + $"{string.Join(", ", others.Select(r => Cell(r, withPeer: true)))} | "
                + $"{Ratio(own, others.FirstOrDefault())} | {Ratio(own, best.GetValueOrDefault(Floor))} |";
        }
    }

    /// <summary>All of Cajal's variants: how much a plan saves is part of the answer.</summary>
    private static string OwnCell(IEnumerable<Result> row)
    {
        var variants = row.Where(r => r.Peer == Own).GroupBy(r => r.Variant).Select(Best).OrderBy(r => r.Median);
        string text = string.Join(", ", variants.Select(r => Cell(r, withPeer: false)));
        return text.Length > 0 ? text : "-";
    }

    /// <summary>The lowest median, of quiet ones if there are any.</summary>
    private static Result Best(IEnumerable<Result> results) => results.OrderBy(r => r.IsNoisy).ThenBy(r => r.Median).First();

    private static string Cell(Result result, bool withPeer) =>
        $"{(withPeer ? result.Peer + " " : "")}{Text(result.Median)} ({result.Variant}{(result.IsNoisy ? "; noisy" : "")})";

    private static string Text(double time) => time.ToString(time >= 1000 ? "0" : "G4", CultureInfo.InvariantCulture);

    private static string Ratio(Result? own, Result? other) =>
        own is null || other is null ? "-" : (own.Median / other.Median).ToString("0.00", CultureInfo.InvariantCulture);
}
