using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>The report of one run, part by part.</summary>
internal static class RunReport
{
    private const int MostBytes = 1_000_000;

    /// <summary>The page, with as many layers and looks as keep it below 1 MB.</summary>
    public static Page Of(ReportSource source, ReportOptions options)
    {
        var summary = source is { Network: Layer layer, Example: var (shape, dtype) }
            ? source.Try("a summary of the network", () => ModelSummary.Of(layer, shape.Insert(0, ModelSummary.LeastBatch(layer)), dtype)) : null;
        var part = source.Model is null || source.Recipe.Split is null ? null : source.Try("answers", () => JudgedPart.Of(source, summary is null ? 0 : summary.MultiplyAdds / summary.Input[0]));
        Page page;
        int layers = 24, looks = 32;
        do
        {
            page = Of(source, options, summary, part, layers, looks);
            (layers, looks) = (layers / 2, Math.Max(8, looks / 2));
        }
        while (layers > 1 && page.ToHtml().Length > MostBytes * 9 / 10);
        return page;
    }

    private static Page Of(ReportSource source, ReportOptions options, ModelSummary? summary, JudgedPart? part, int layers, int looks)
    {
        var page = new Page($"{source.Name}: a training run");
        RunSection.Add(page, source);
        FindingsSection.Add(page, source);
        CurvesSection.Add(page, source);
        if (part is { Answers.IsClassification: true }) ClassesSection.Add(page, part);
        else if (part is not null) NumbersSection.Add(page, part);
        if (part is not null) WorstSection.Add(page, part);
        MadeSection.Add(page, source);
        LayersSection.Add(page, source, layers);
        HistogramsSection.Add(page, source, layers, looks);
        CostSection.Add(page, source, summary, options);
        RecipeSection.Add(page, source);
        return page;
    }

    /// <summary>Opens the report of a run, written first where it is missing; a run without a folder has its report beside other temporary files.</summary>
    public static string Open(RunFolder? folder, Func<ReportSource> source) =>
        Browser.Open(folder is null ? Browser.Aside(Of(source(), new())) : File.Exists(folder.Report) ? folder.Report : Write(source(), null));

    /// <summary>Writes the page into its run's folder; returns the file.</summary>
    /// <exception cref="RunException">The run is in memory only, or the folder cannot be written.</exception>
    public static string Write(ReportSource source, ReportOptions? options)
    {
        if (source.Folder is not { } folder)
            throw new RunException("This run was not kept in a folder, so there is no place for its report; train with a folder, or write run.Report().ToHtml() where you like.");
        AtomicFile.Write(folder.Report, System.Text.Encoding.UTF8.GetBytes(Of(source, options ?? new()).ToHtml()));
        return folder.Report;
    }
}
