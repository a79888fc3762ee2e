using System.Text.Json;

namespace Cajal.Tests.Oracle;

/// <summary>Runs cases in both element types and counts, per op, what agreed, what did not and what Cajal does not have.</summary>
internal sealed class OracleRun(IReadOnlyDictionary<string, OracleOp> ops)
{
    private readonly SortedDictionary<string, (int Passed, int Failed, int Unsupported)> counts = new(StringComparer.Ordinal);

    public List<string> Failures { get; } = [];

    public int Passed => counts.Values.Sum(c => c.Passed);

    public int Failed => counts.Values.Sum(c => c.Failed);

    public int Unsupported => counts.Values.Sum(c => c.Unsupported);

    public void Add(JsonElement json)
    {
        string op = json.GetProperty("op").GetString()!;
        var (passed, failed, unsupported) = counts.GetValueOrDefault(op);
        try
        {
            if (!ops.TryGetValue(op, out var call)) unsupported++;
            else if (new[] { DType.Float64, DType.Float32 }.All(dtype => Agrees(json, call, dtype))) passed++;
            else failed++;
        }
        catch (UnsupportedException)
        {
            unsupported++;
        }
        counts[op] = (passed, failed, unsupported);
    }

    /// <summary>One line per op, and the sum as the last.</summary>
    public IEnumerable<string> Lines()
    {
        int width = Math.Max(5, counts.Keys.Select(k => k.Length).DefaultIfEmpty().Max());
        foreach (var (op, (passed, failed, unsupported)) in counts)
            yield return $"{op.PadRight(width)}  {string.Join(", ", Counts(passed, failed, unsupported))}";
        yield return $"oracle: {Passed} passed, {Failed} failed, {Unsupported} unsupported";
    }

    private static IEnumerable<string> Counts(int passed, int failed, int unsupported)
    {
        if (passed > 0) yield return $"{passed} passed";
        if (failed > 0) yield return $"{failed} FAILED";
        if (unsupported > 0) yield return $"{unsupported} unsupported";
    }

    private bool Agrees(JsonElement json, OracleOp call, DType dtype)
    {
        var record = new OracleCase(json);
        try
        {
            call(record, new OracleCheck(dtype));
            record.RequireAllRead();
            return true;
        }
        catch (Exception e) when (e is not UnsupportedException)
        {
            Failures.Add($"{record.Id} in {dtype}: {e.Message}{(e is MismatchException or NotUnderstoodException ? "" : "\n" + e)}");
            return false;
        }
    }
}
