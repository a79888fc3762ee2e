using System.CommandLine;
using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>The measures of trust that <c>cajal evaluate RUN</c> takes on request: all signals on a page, groups, inputs, the landscape around the weights.</summary>
internal sealed class EvaluateTrust
{
    private readonly Option<bool> trust = new("--trust") { Description = "ask whether all signals agree, on one page: parts, calibration, groups, drift, inputs, seeds" };
    private readonly Option<string> group = TextOption.Of("--group", "COLUMN", "errors by groups of this column, also one that is ignored as an input, or the target");
    private readonly Option<bool> importance = new("--importance") { Description = "which columns, or patches of pictures, the answers rest on, with intervals" };
    private readonly Option<bool> curvature = new("--curvature") { Description = "second derivatives, step length, gradient noise, distance from the start" };
    private readonly Option<string> output = TextOption.Of("--out", "FILE", "with --trust, write the page into a file: .html, .md, .json or .txt");

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { trust, group, importance, curvature, output }) command.Add(option);
    }

    /// <summary>Whether the command asks for any of them.</summary>
    public bool IsAsked(ParseResult parse) => parse.GetValue(trust) || parse.GetValue(importance) || parse.GetValue(curvature) || parse.Text(group) is not null || parse.Text(output) is not null;

    /// <summary>Takes what is asked for, and writes it.</summary>
    /// <exception cref="UsageException">Two at once, or nothing that is written into a file.</exception>
    public int Write(ParseResult parse, Terminal terminal, Run run, bool asJson)
    {
        string? column = parse.Text(group), file = parse.Text(output);
        int asked = new[] { parse.GetValue(trust), parse.GetValue(importance), parse.GetValue(curvature) }.Count(a => a);
        if (asked > 1 || (column is not null && asked == 1 && !parse.GetValue(trust)))
            throw new UsageException("--trust (with or without --group), --group, --importance and --curvature are answered one at a time; name one of them.");
        if (file is not null && !parse.GetValue(trust)) throw new UsageException("--out writes the page of --trust; leave it out, or ask for --trust.");
        if (parse.GetValue(trust))
        {
            var all = run.Trust(column);
            if (!asJson) return PageWriting.Write(terminal, all.Page, output, file);
            if (file is not null) throw new UsageException("--json writes to the terminal; leave out --out, or name a file that ends in .json without --json.");
            TrustWriting.WriteJson(terminal, all);
        }
        else if (parse.GetValue(importance)) TrustWriting.Write(terminal, run.Importance(), asJson);
        else if (parse.GetValue(curvature)) TrustWriting.Write(terminal, run.Curvature(), asJson);
        else TrustWriting.Write(terminal, run.Subgroups(column!), asJson);
        return ExitCode.Done;
    }
}
