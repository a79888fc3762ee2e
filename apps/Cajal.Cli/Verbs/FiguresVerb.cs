using System.CommandLine;
using System.Globalization;
using Cajal.Insight;
using Cajal.Lectures;

namespace Cajal.Cli;

/// <summary><c>cajal figures [NAMES] --out DIR</c>: the lectures' figures, drawn from real runs, each as SVG, together on a page and on a contact sheet.</summary>
internal static class FiguresVerb
{
    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var names = new Argument<string[]>("NAMES") { Arity = ArgumentArity.ZeroOrMore, Description = "figures to draw (all); --list names them" };
        var output = TextOption.Of("--out", "DIR", "folder to write into");
        var theme = TextOption.Of("--theme", "NAME", "auto, light or dark (auto: as the reader's screen is set)");
        var list = new Option<bool>("--list") { Description = "only name the figures" };
        var threads = CommonOptions.Threads();
        var command = new Command("figures", "draw the lectures' figures from real runs") { names, output, theme, list, threads };
        command.SetAction(parse =>
        {
            CommonOptions.ApplyThreads(parse, threads);
            LectureFigure[] chosen = Choose(parse.GetValue(names) ?? []);
            if (parse.GetValue(list))
            {
                foreach (var figure in chosen) terminal.Out.WriteLine(figure.Name);
                return ExitCode.Done;
            }
            var colours = parse.Text(theme) switch
            {
                null or "auto" => Theme.Auto,
                "light" => Theme.Light,
                "dark" => Theme.Dark,
                var other => throw Values.Wrong(theme, "auto, light or dark", other),
            };
            string folder = parse.Text(output) ?? throw new UsageException("figures needs a folder to write into: --out DIR. --list names the figures.");
            return Write(terminal, chosen, folder, colours, cancellation);
        });
        return command;
    }

    private static LectureFigure[] Choose(string[] names)
    {
        foreach (string name in names)
            if (!LectureFigure.All.Any(f => f.Name == name))
                throw new UsageException($"There is no figure '{name}'.{NearestName.Hint(name, LectureFigure.All.Select(f => f.Name))} figures --list names all {LectureFigure.All.Count}.");
        return [.. LectureFigure.All.Where(f => names.Length == 0 || names.Contains(f.Name))];
    }

    private static int Write(Terminal terminal, LectureFigure[] chosen, string typed, Theme theme, CancellationToken cancellation)
    {
        terminal.StopsItself = true;
        string folder = terminal.Resolve(typed);
        if (File.Exists(folder)) throw new UsageException($"'{typed}' is a file; --out names a folder.");
        Directory.CreateDirectory(folder);
        var drawn = new List<(string Name, DrawnFigure Drawn)>();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        foreach (var figure in chosen)
        {
            cancellation.ThrowIfCancellationRequested();
            double start = clock.Elapsed.TotalSeconds;
            terminal.Error.Write(string.Create(CultureInfo.InvariantCulture, $"[{drawn.Count + 1}/{chosen.Length}] {figure.Name} "));
            terminal.Error.Flush();
            var result = figure.Draw(cancellation);
            result.Figure.Description = result.Caption;
            result.Figure.Save(Path.Combine(folder, figure.Name + ".svg"), theme);
            drawn.Add((figure.Name, result));
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds - start:0.0} s"));
        }
        File.WriteAllText(Path.Combine(folder, "index.html"), GalleryPage.ToHtml(drawn, theme));
        File.WriteAllText(Path.Combine(folder, "contact-sheet.svg"), ContactSheet.ToSvg([.. drawn.Select(d => d.Drawn)], theme));
        terminal.Out.WriteLine($"{drawn.Count} figures in {typed}, together on {Path.Combine(typed, "index.html")}");
        return ExitCode.Done;
    }
}
