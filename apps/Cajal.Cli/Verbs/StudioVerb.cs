using System.CommandLine;
using Cajal.Studio;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary><c>cajal studio</c>: the playground as a web page of this machine.</summary>
internal static class StudioVerb
{
    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var port = TextOption.Of("--port", "N", "port on 127.0.0.1; 0 takes a free one (7575)");
        var lessons = TextOption.Of("--lessons", "FOLDER", "a folder of lessons in place of those inside");
        var quiet = new Option<bool>("--no-browser") { Description = "open no browser, only say the address" };
        var embed = new Option<bool>("--embed") { Description = "let pages of this machine hold a playground in a frame" };
        var command = new Command("studio", "the playground: a web page of this machine that trains while you watch") { port, lessons, quiet, embed };
        command.SetAction(parse =>
        {
            int number = parse.Whole(port, least: 0) ?? new StudioOptions().Port;
            if (number > 65535) throw new UsageException($"A port is a whole number from 0 to 65535; received {number}.");
            string? folder = parse.GetValue(lessons);
            if (folder is not null && !Directory.Exists(folder)) throw new UsageException($"The lessons are in a folder; '{folder}' is none.");
            terminal.StopsItself = true;
            try
            {
                StudioServer.RunAsync(new StudioOptions { Port = number, OpensBrowser = !parse.GetValue(quiet), LessonFolder = folder, AllowsFrames = parse.GetValue(embed) }, terminal.Out, cancellation).GetAwaiter().GetResult();
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
