using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary><c>cajal train catch</c>: a policy learns a game by playing it.</summary>
internal static class TrainGame
{
    public static int Run(TrainJob job, Terminal terminal, bool asJson, CancellationToken cancellation)
    {
        terminal.StopsItself = true;
        var story = new TrainStory(terminal, asJson);
        var run = story.Tell(job.Folder, told => job.Recipe is null ? GameRun.Resume(job.Folder, job.Epochs, told, cancellation)
            : GameRun.Train(job.Recipe, job.Folder, job.Existing, told, cancellation));
        string folder = terminal.Shorten(job.Folder);
        if (run.Figures is not { } figures) return story.Stopped(run.Outcome!, folder);
        var verdict = TrainFindings.Of(terminal, run.Folder!);
        run.Folder!.WriteReport();
        if (asJson) WriteJson(terminal, run, figures);
        else WriteText(terminal, run, figures, verdict, folder);
        return ExitCode.Done;
    }

    private static void WriteText(Terminal terminal, GameRun run, Evaluation figures, Verdict? verdict, string folder)
    {
        var output = terminal.Out;
        RunFrame.Open(terminal, run.Outcome!, run.Recipe);
        if (!run.IsSolved) output.WriteLine("The game is not solved; --resume with more --epochs goes on.");
        output.WriteLine($"{run.Recipe.Model}, {Numbers.Whole(run.Model.Parameters.Sum(p => (long)p.Count))} parameters, in "
            + $"{Numbers.Whole(figures.Examples)} games that training did not play:");
        foreach (var metric in figures.Metrics) output.WriteLine($"{metric.Name} {Numbers.Metric(metric.Name, metric.Value)}");
        output.WriteLine();
        PlayedGame.Write(output, run.Watch());
        RunFrame.Close(terminal, verdict, folder, $"evaluate {folder}", $"sample {folder}");
    }

    private static void WriteJson(Terminal terminal, GameRun run, Evaluation figures) => JsonText.Write(terminal.Out, json =>
    {
        json.WriteString("run", run.Folder!.Path);
        json.WriteString("sentence", run.Outcome!.Sentence);
        json.WriteBoolean("solved", run.IsSolved);
        json.WriteString("model", run.Recipe.Model);
        json.WriteNumber("parameters", run.Model.Parameters.Sum(p => (long)p.Count));
        foreach (var metric in figures.Metrics) json.Figure(metric.Name, metric.Value);
    });
}
