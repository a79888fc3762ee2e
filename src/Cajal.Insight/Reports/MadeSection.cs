namespace Cajal.Insight;

/// <summary>What a model has made: text, pictures or points.</summary>
internal static class MadeSection
{
    public static void Add(Page page, ReportSource source)
    {
        if (source.Sample is { } text) page.Heading("What it writes").Say(text);
        if (source.Made.Count > 0) page.Heading("What it makes").Pictures(source.Made.Select((p, i) => (p, $"{i + 1}")));
        if (source.Points is not var (columns, rows) || columns.Count < 2) return;
        page.Heading("What it makes");
        double[] Column(int c) => [.. Enumerable.Range(0, rows.GetLength(0)).Select(i => (double)rows[i, c])];
        page.Draw(new Chart($"{rows.GetLength(0)} points that the model has made", columns[0], columns[1]).Scatter("made", Column(0), Column(1), size: 4));
    }
}
