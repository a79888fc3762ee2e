using System.CommandLine;
using Cajal.Insight;

namespace Cajal.Cli;

/// <summary><c>cajal train [DATA or RECIPE.json]</c>: trains a network and keeps the run in a folder.</summary>
internal static class TrainVerb
{
    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var request = new TrainRequest();
        var json = CommonOptions.Json();
        var threads = CommonOptions.Threads();
        var command = new Command("train", "train a network on the drawn digits, a named data set or a file, and keep the run in a folder");
        var findRate = new Option<bool>("--find-rate")
        {
            Description = "train nothing: try learning rates from 1e-6 to 10, draw the loss over them and suggest one",
        };
        request.AddTo(command);
        command.Add(findRate);
        command.Add(threads);
        command.Add(json);
        command.SetAction(parse =>
        {
            CommonOptions.ApplyThreads(parse, threads);
            if (parse.GetValue(findRate))
            {
                var (recipe, file) = request.ReadForRates(parse, terminal);
                return FindRate.Run(recipe, terminal, parse.GetValue(json), file, cancellation);
            }
            var job = request.Read(parse, terminal);
            if (job.IsGame) return TrainGame.Run(job, terminal, parse.GetValue(json), cancellation);
            if (job.IsText) return TrainLanguage.Run(job, terminal, parse.GetValue(json), cancellation);
            if (job.IsGenerative) return TrainGenerative.Run(job, terminal, parse.GetValue(json), cancellation);
            return Train(job, terminal, parse.GetValue(json), cancellation);
        });
        return command;
    }

    private static int Train(TrainJob job, Terminal terminal, bool asJson, CancellationToken cancellation)
    {
        var story = new TrainStory(terminal, asJson);
        var run = story.Tell(job.Folder, told => job.Start(told, cancellation));
        string folder = terminal.Shorten(run.Folder!.Path);
        if (run.Result is not { } result) return story.Stopped(run.Outcome!, folder);
        var verdict = TrainFindings.Of(terminal, run.Folder!);
        run.WriteReport();
        if (asJson) TrainJson.Write(terminal.Out, run, result, verdict, story.Notes);
        else TrainText.Write(terminal, run, result, verdict, folder);
        return ExitCode.Done;
    }
}
