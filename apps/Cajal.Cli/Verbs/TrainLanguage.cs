using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary><c>cajal train FILE.txt</c>: trains a language model and shows what it writes.</summary>
internal static class TrainLanguage
{
    private const int SampleTokens = 300;

    public static int Run(TrainJob job, Terminal terminal, bool asJson, CancellationToken cancellation)
    {
        terminal.StopsItself = true;
        var story = new TrainStory(terminal, asJson);
        var run = story.Tell(job.Folder, told => job.Recipe is null ? TextRun.Resume(job.Folder, job.Epochs, told, cancellation)
            : TextRun.Train(job.Recipe, job.Folder, job.Existing, told, cancellation));
        string folder = terminal.Shorten(job.Folder);
        if (run.ValidationLoss is not { } loss) return story.Stopped(run.Outcome!, folder);
        var verdict = TrainFindings.Of(terminal, run.Folder!);
        run.WriteReport();
        string sample = run.Write("", SampleTokens, run.Recipe.Seed);
        File.WriteAllText(Path.Combine(job.Folder, "sample.txt"), sample);
        if (asJson) WriteJson(terminal, run, loss, sample);
        else WriteText(terminal, run, loss, sample, verdict, folder);
        return ExitCode.Done;
    }

    private static void WriteText(Terminal terminal, TextRun run, double loss, string sample, Verdict? verdict, string folder)
    {
        var output = terminal.Out;
        RunFrame.Open(terminal, run.Outcome!, run.Recipe);
        var table = new TextTable("on the validation part", "loss per token", "per character", "perplexity");
        void Row(string name, double value) =>
            table.Add(name, Numbers.Loss(value), Numbers.Loss(value / run.CharactersPerToken), Numbers.Loss(Math.Exp(value)));
        Row($"this model, {run.Recipe.Model}", loss);
        foreach (var (name, value) in run.Baselines.Reverse()) Row(name, value);
        output.WriteLine(table);
        output.WriteLine("It writes:");
        output.WriteLine(sample);
        output.WriteLine();
        RunFrame.Close(terminal, verdict, folder, $"evaluate {folder}", $"sample {folder}", $"summary {folder}");
    }

    private static void WriteJson(Terminal terminal, TextRun run, double loss, string sample) => JsonText.Write(terminal.Out, json =>
    {
        json.WriteString("run", run.Folder!.Path);
        json.WriteString("sentence", run.Outcome!.Sentence);
        json.WriteString("model", run.Recipe.Model);
        json.Figure("validationLoss", loss);
        json.Figure("charactersPerToken", run.CharactersPerToken);
        json.WriteNumber("tokens", run.Tokens.Count);
        json.WriteNumber("parameters", run.Model.Parameters.Sum(p => (long)p.Count));
        json.Objects("baselines", run.Baselines, baseline =>
        {
            json.WriteString("name", baseline.Name);
            json.Figure("loss", baseline.Loss);
        });
        json.WriteString("sample", sample);
    });
}
