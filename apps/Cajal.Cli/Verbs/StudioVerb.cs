using System.CommandLine;
using Cajal.Studio;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary><c>cajal studio</c>: playground, runs and files as a web page of this machine.</summary>
internal static class StudioVerb
{
    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var port = TextOption.Of("--port", "N", "port on 127.0.0.1; 0 takes a free one (7575)");
        var lessons = TextOption.Of("--lessons", "FOLDER", "a folder of lessons in place of those inside");
        var quiet = new Option<bool>("--no-browser") { Description = "open no browser, only say the address" };
        var embed = new Option<bool>("--embed") { Description = "let pages of this machine hold a playground in a frame" };
        var folder = new Argument<string?>("folder") { HelpName = "FOLDER", Arity = ArgumentArity.ZeroOrOne, Description = "the folder whose runs are shown (runs)" };
        var runs = TextOption.Of("--runs", "FOLDER", "the same, where it reads better");
        var open = TextOption.Of("--open", "FILE", "an ONNX or safetensors file to look at");
        var command = new Command("studio", "playground, lessons, runs and files: a web page of this machine that trains while you watch") { folder, runs, open, lessons, port, quiet, embed };
        command.SetAction(parse =>
        {
            int number = parse.Whole(port, least: 0) ?? new StudioOptions().Port;
            if (number > 65535) throw new UsageException($"A port is a whole number from 0 to 65535; received {number}.");
            if (parse.GetValue(lessons) is { } texts && !Directory.Exists(terminal.Resolve(texts))) throw new UsageException($"The lessons are in a folder; '{texts}' is none.");
            if (parse.GetValue(folder) is not null && parse.GetValue(runs) is not null) throw new UsageException("The folder of runs is named twice; leave FOLDER or --runs out.");
            var options = new StudioOptions
            {
                Port = number,
                OpensBrowser = !parse.GetValue(quiet),
                AllowsFrames = parse.GetValue(embed),
                LessonFolder = parse.GetValue(lessons) is { } own ? terminal.Resolve(own) : null,
                Runs = terminal.Resolve(parse.GetValue(folder) ?? parse.GetValue(runs) ?? new StudioOptions().Runs),
                Open = parse.GetValue(open) is { } file ? [terminal.Resolve(file)] : [],
            };
            terminal.StopsItself = true;
            try
            {
                StudioServer.RunAsync(options, terminal.Out, cancellation).GetAwaiter().GetResult();
                cancellation.ThrowIfCancellationRequested();
            }
            catch (Exception e) when (e is InvalidOperationException or IOException)
            {
                throw new RunException(e is IOException ? $"Port {number} of 127.0.0.1 is taken or closed; take another with --port, or 0 for a free one." : e.Message, e);
            }
            return ExitCode.Done;
        });
        return command;
    }
}
