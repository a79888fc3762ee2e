using Cajal.Training;

namespace Cajal.Cli;

/// <summary><c>cajal train DATA --find-rate</c>: tries learning rates, draws the loss over them and suggests one; trains nothing.</summary>
internal static class FindRate
{
    private const int ReportEvery = 20;

    public static int Run(Recipe recipe, Terminal terminal, bool asJson, string file, CancellationToken cancellation)
    {
        terminal.StopsItself = true;
        var curve = RateSearch.Run(recipe, progress: new Steps(terminal.Error), cancellation: cancellation);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        curve.Save(file);
        if (asJson) WriteJson(terminal, curve, file);
        else WriteText(terminal, curve, file);
        return ExitCode.Done;
    }

    private static void WriteText(Terminal terminal, RateCurve curve, string file)
    {
        terminal.Out.WriteLine(RateCurveDrawing.Draw(curve));
        string saved = terminal.Shorten(file);
        terminal.Out.WriteLine(curve.Suggestion is { } rate
            ? $"Suggested learning rate for {curve.Recipe.Optimizer}: {Numbers.Plain(rate)}, because {curve.Reason}." : curve.Reason);
        terminal.Out.WriteLine($"The curve is kept in {saved}."
            + (curve.Suggestion is { } chosen ? $" Train with it: --learning-rate {Numbers.Plain(chosen)} in place of --find-rate." : ""));
    }

    private static void WriteJson(Terminal terminal, RateCurve curve, string file) => JsonText.Write(terminal.Out, json =>
    {
        json.Figure("suggestion", curve.Suggestion);
        json.WriteString("reason", curve.Reason);
        json.WriteString("optimizer", curve.Recipe.Optimizer);
        json.WriteString("file", file);
        json.Objects("points", curve.Points, point =>
        {
            json.Figure("learningRate", point.Rate);
            json.Figure("loss", point.Loss);
            json.Figure("smoothedLoss", point.Smooth);
        });
    });

    // On this thread, so that lines come in order.
    private sealed class Steps(TextWriter error) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value % ReportEvery == 0) error.WriteLine($"step {value}/{RateSearch.UsualSteps}");
        }
    }
}
