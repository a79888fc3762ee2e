using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary><c>cajal train DATA --model vae</c>: trains a model that makes new examples.</summary>
internal static class TrainGenerative
{
    public static int Run(TrainJob job, Terminal terminal, bool asJson, CancellationToken cancellation)
    {
        terminal.StopsItself = true;
        var story = new TrainStory(terminal, asJson);
        var run = story.Tell(job.Folder, told => job.Recipe is null ? GenerativeRun.Resume(job.Folder, job.Epochs, told, cancellation)
            : GenerativeRun.Train(job.Recipe, job.Folder, job.Existing, told, cancellation));
        string folder = terminal.Shorten(job.Folder);
        if (run.Figures is not { } figures) return story.Stopped(run.Outcome!, folder);
        var verdict = TrainFindings.Of(terminal, run.Folder!);
        run.WriteReport();
        if (asJson) WriteJson(terminal, run, figures);
        else WriteText(terminal, run, figures, verdict, folder);
        return ExitCode.Done;
    }

    private static void WriteText(Terminal terminal, GenerativeRun run, Evaluation figures, Verdict? verdict, string folder)
    {
        var output = terminal.Out;
        RunFrame.Open(terminal, run.Outcome!, run.Recipe);
        output.WriteLine($"{run.Recipe.Model}, {Numbers.Whole(run.Model.Parameters.Sum(p => (long)p.Count))} parameters: loss "
            + $"{Numbers.Loss(figures.Loss)} on {(run.Recipe.Validation > 0 ? "the validation" : "the training")} part");
        foreach (var metric in figures.Metrics)
            output.WriteLine($"{metric.Name} {Numbers.Metric(metric.Name, metric.Value)} (1: as near as two true samples)");
        string history = LossCurve.Draw([.. MetricsTable.Read(run.Folder!.Metrics)["data_loss"].Select(v => v ?? double.NaN)],
            MetricsTable.Read(run.Folder.Metrics)["validation_loss"]);
        if (history.Length > 0) output.WriteLine($"\n{history}");
        RunFrame.Close(terminal, verdict, folder, $"evaluate {folder}", $"sample {folder}");
    }

    private static void WriteJson(Terminal terminal, GenerativeRun run, Evaluation figures) => JsonText.Write(terminal.Out, json =>
    {
        json.WriteString("run", run.Folder!.Path);
        json.WriteString("sentence", run.Outcome!.Sentence);
        json.WriteString("model", run.Recipe.Model);
        json.WriteNumber("parameters", run.Model.Parameters.Sum(p => (long)p.Count));
        json.Figure("loss", figures.Loss);
        foreach (var metric in figures.Metrics) json.Figure(metric.Name, metric.Value);
    });
}
