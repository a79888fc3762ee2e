using System.CommandLine;
using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary><c>cajal report RUN [--open]</c> writes the page of a run, <c>cajal report RUN RUN …</c> one that compares several.</summary>
internal static class ReportVerb
{
    public static Command Create(Terminal terminal)
    {
        var runs = new Argument<string[]>("runs")
        {
            HelpName = "RUN",
            Arity = ArgumentArity.ZeroOrMore,
            Description = "folders of runs that train has made, or their names in runs; without one, the latest run; several are compared",
        };
        var output = TextOption.Of("--out", "FILE", "where to write the page (report.html in the run's folder; comparison.html for several)");
        var watts = TextOption.Of("--watts", "X", "power the machine is taken to draw in training, where its energy was not measured");
        var price = TextOption.Of("--price", "X", "price of a kilowatt-hour in € (0.30)");
        var open = new Option<bool>("--open") { Description = "open the page in the browser" };
        var command = new Command("report", "the page of a run, or one that compares several: curves, layers, errors, cost, recipe") { runs, output, watts, price, open };
        command.SetAction(parse =>
        {
            string[] folders = [.. (parse.GetValue(runs) ?? []).Select(path => RunPlace.Existing(terminal, path))];
            if (folders.Length == 0) folders = [RunPlace.Latest(terminal, null) ?? throw new UsageException("There is no run here yet; name its folder, or train one: cajal train.")];
            var options = new ReportOptions { Watts = parse.Number(watts, 0, above: true), PricePerKilowattHour = parse.Number(price, 0) ?? 0.30 };
            string? asked = parse.Text(output) is { } file ? terminal.Resolve(file) : folders.Length > 1 ? terminal.Resolve("comparison.html") : null;
            if (asked is null) asked = new RunFolder(folders[0]).WriteReport(options);
            else File.WriteAllText(asked, (folders.Length > 1 ? ComparisonReport.Of(folders) : new RunFolder(folders[0]).Report(options)).ToHtml());
            terminal.Out.WriteLine($"written to {terminal.Shorten(asked)}");
            if (parse.GetValue(open)) Browser.Open(asked);
            return ExitCode.Done;
        });
        return command;
    }
}
