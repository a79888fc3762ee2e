using Cajal.Training;

namespace Cajal.Cli;

/// <summary>How a language model did on a text: a line for each figure, and what counting would have given.</summary>
internal static class TextEvaluationWriting
{
    public static void Write(Terminal terminal, TextEvaluation evaluation, bool asJson)
    {
        if (asJson) WriteJson(terminal.Out, evaluation);
        else WriteText(terminal, evaluation);
    }

    private static void WriteText(Terminal terminal, TextEvaluation evaluation)
    {
        var output = terminal.Out;
        foreach (string note in evaluation.Notes) terminal.Error.WriteLine($"note: {note}");
        output.WriteLine($"{evaluation.Data}: {Numbers.Whole(evaluation.Tokens)} tokens");
        output.WriteLine($"loss per character {Numbers.Loss(evaluation.LossPerCharacter)}");
        output.WriteLine($"bits per character {Numbers.Loss(evaluation.BitsPerCharacter)}");
        output.WriteLine($"loss per token {Numbers.Loss(evaluation.Loss)}");
        output.WriteLine($"perplexity {Numbers.Loss(evaluation.Perplexity)}");
        foreach (var (name, loss) in evaluation.Baselines.Reverse())
            output.WriteLine($"{name}: loss per character {Numbers.Loss(loss / evaluation.CharactersPerToken)}");
    }

    private static void WriteJson(TextWriter output, TextEvaluation evaluation) => JsonText.Write(output, json =>
    {
        json.WriteString("data", evaluation.Data);
        json.WriteNumber("tokens", evaluation.Tokens);
        json.Figure("loss", evaluation.Loss);
        json.Figure("charactersPerToken", evaluation.CharactersPerToken);
        json.Figure("lossPerCharacter", evaluation.LossPerCharacter);
        json.Figure("bitsPerCharacter", evaluation.BitsPerCharacter);
        json.Figure("perplexity", evaluation.Perplexity);
        json.Objects("baselines", evaluation.Baselines, baseline =>
        {
            json.WriteString("name", baseline.Name);
            json.Figure("loss", baseline.Loss);
        });
        json.Texts("notes", evaluation.Notes);
    });
}
