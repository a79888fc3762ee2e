using System.CommandLine;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary><c>cajal train [DATA or RECIPE.json]</c>: trains a network and keeps the run in a folder.</summary>
internal static class TrainVerb
{
    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var request = new TrainRequest();
        var json = CommonOptions.Json();
        var threads = CommonOptions.Threads();
        var command = new Command("train", "train a network: on the drawn digits, a data set by name, a file, or by a recipe; the run is kept in a folder");
        request.AddTo(command);
        command.Add(threads);
        command.Add(json);
        command.SetAction(parse =>
        {
            CommonOptions.ApplyThreads(parse, threads);
            return Train(request.Read(parse, terminal), terminal, parse.GetValue(json), cancellation);
        });
        return command;
    }

    private static int Train(TrainJob job, Terminal terminal, bool asJson, CancellationToken cancellation)
    {
        var story = new TrainStory(terminal, asJson);
        Run run;
        try
        {
            run = job.Start(story, cancellation);
        }
        finally
        {
            story.End();
        }
        string folder = terminal.Shorten(run.Folder!.Path);
        if (run.Result is not { } result)
        {
            terminal.Error.WriteLine($"{run.Outcome!.Sentence} Nothing is lost; go on with: {terminal.Program} train --resume --run {folder}");
            return ExitCode.Interrupted;
        }
        if (asJson) TrainJson.Write(terminal.Out, run, result, story.Notes);
        else TrainText.Write(terminal, run, result, folder);
        return ExitCode.Done;
    }
}
