using System.Globalization;

namespace Cajal.Studio;

/// <summary>What of the list is asked for.</summary>
/// <param name="Text">Words that name, or a setting as <c>key=value</c>, must hold; all of them.</param>
/// <param name="State">One state only; empty for all.</param>
/// <param name="Sort">Column: a field, <c>s:setting</c> or <c>f:figure</c>.</param>
/// <param name="Down">Greatest first.</param>
/// <param name="From">First row.</param>
/// <param name="Count">Rows.</param>
internal readonly record struct ListQuery(string Text, string State, string Sort, bool Down, int From, int Count);

/// <summary>A part of the list, sorted, and what its columns are.</summary>
internal sealed record ListPart
{
    /// <summary>Runs below the folder.</summary>
    public required int All { get; init; }

    /// <summary>Runs that fit the question.</summary>
    public required int Total { get; init; }

    /// <summary>Runs that are not read yet.</summary>
    public required int Unread { get; init; }

    /// <summary>First row of this part.</summary>
    public required int From { get; init; }

    /// <summary>Settings in which the runs differ, each with the number of its values, the most telling first.</summary>
    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>Final figures that some run has.</summary>
    public required IReadOnlyList<string> Figures { get; init; }

    /// <summary>The rows.</summary>
    public required IReadOnlyList<RunSummary> Rows { get; init; }

    /// <summary>Milliseconds that sorting and filtering took.</summary>
    public required double Took { get; init; }

    /// <summary>Name of the folder.</summary>
    public required string Folder { get; init; }
}

/// <summary>Filters, sorts and cuts the list on the server, so that a page holds some rows of ten thousand.</summary>
internal static class RunListing
{
    /// <summary>The most rows that one answer holds.</summary>
    public const int MostRows = 200;

    /// <summary>A part of the list.</summary>
    public static ListPart Of(IReadOnlyList<RunSummary> runs, ListQuery query, int unread, string folder)
    {
        long begun = System.Diagnostics.Stopwatch.GetTimestamp();
        string[] words = query.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        List<RunSummary> fit = [.. runs.Where(r => (query.State.Length == 0 || r.State == query.State) && words.All(w => Holds(r, w)))];
        Sort(fit, query.Sort, query.Down);
        int from = Math.Clamp(query.From, 0, Math.Max(0, fit.Count - 1));
        return new ListPart
        {
            All = runs.Count,
            Total = fit.Count,
            Unread = unread,
            From = from,
            Settings = Differing(fit),
            Figures = [.. fit.SelectMany(r => r.Figures.Keys).CountBy(k => k).OrderByDescending(k => k.Key == "loss").ThenByDescending(k => k.Value).ThenBy(k => k.Key, StringComparer.Ordinal).Select(k => k.Key)],
            Rows = [.. fit.Skip(from).Take(Math.Clamp(query.Count, 1, MostRows))],
            Took = System.Diagnostics.Stopwatch.GetElapsedTime(begun).TotalMilliseconds,
            Folder = folder,
        };
    }

    /// <summary>The settings in which runs differ: those of which not all have the same value. What no two runs share (a seed) stands behind what sorts them into groups.</summary>
    public static IReadOnlyList<string> Differing(IReadOnlyList<RunSummary> runs)
    {
        if (runs.Count < 2) return [];
        var values = new Dictionary<string, (HashSet<string> Seen, int Count)>(StringComparer.Ordinal);
        foreach (var run in runs)
            foreach (var (key, value) in run.Settings)
            {
                ref var at = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(values, key, out _);
                at.Seen ??= new HashSet<string>(StringComparer.Ordinal);
                at.Seen.Add(value);
                at.Count++;
            }
        return [.. values.Where(v => v.Value.Seen.Count > 1 || v.Value.Count < runs.Count).OrderBy(v => v.Value.Seen.Count == runs.Count && runs.Count > 2).ThenByDescending(v => v.Value.Count).ThenBy(v => v.Key, StringComparer.Ordinal).Select(v => v.Key)];
    }

    private static bool Holds(RunSummary run, string word)
    {
        if (run.Name.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? run.Settings.Any(s => s.Key.Equals(word[..equals], StringComparison.OrdinalIgnoreCase) && s.Value.Equals(word[(equals + 1)..], StringComparison.OrdinalIgnoreCase))
            : run.Settings.TryGetValue("data", out string? data) && data.Contains(word, StringComparison.OrdinalIgnoreCase) || run.Settings.TryGetValue("model", out string? model) && model.Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    // Numbers by size, words by letter; what is missing stands last in both directions, and equal ones keep the order of their names.
    private static void Sort(List<RunSummary> runs, string by, bool down)
    {
        var keyed = runs.Select(run => (Run: run, Key: KeyOf(run, by))).ToArray();
        Array.Sort(keyed, (a, b) =>
        {
            bool first = a.Key.IsMissing, second = b.Key.IsMissing;
            int order = first || second ? first.CompareTo(second) : a.Key.CompareTo(b.Key) * (down ? -1 : 1);
            return order != 0 ? order : string.CompareOrdinal(a.Run.Name, b.Run.Name);
        });
        for (int i = 0; i < keyed.Length; i++) runs[i] = keyed[i].Run;
    }

    private static SortKey KeyOf(RunSummary run, string by) => by switch
    {
        "state" => new(double.NaN, run.State),
        "epochs" => new(run.Epochs, null),
        "steps" => new(run.Steps, null),
        "seconds" => new(run.Seconds ?? double.NaN, null),
        "changed" => new(run.Changed, null),
        ['s', ':', .. var setting] => run.Settings.TryGetValue(setting, out string? value) ? double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? new(number, null) : new(double.NaN, value) : new(double.NaN, null),
        ['f', ':', .. var figure] => new(run.Figures.TryGetValue(figure, out double value) ? value : double.NaN, null),
        _ => new(double.NaN, run.Name),
    };

    private readonly record struct SortKey(double Number, string? Word)
    {
        public bool IsMissing => Word is null && double.IsNaN(Number);

        // Numbers before words.
        public int CompareTo(SortKey other) => Word is null != other.Word is null ? (Word is null ? -1 : 1) : Word is null ? Number.CompareTo(other.Number) : string.CompareOrdinal(Word, other.Word);
    }
}
