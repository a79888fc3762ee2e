using System.CommandLine;
using Cajal.Data;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary><c>cajal evaluate RUN [DATA]</c>: judges a network on its run's own test part, or on other data.</summary>
internal static class EvaluateVerb
{
    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var run = ModelArgument.Create();
        var source = new Argument<string?>("data") { HelpName = "DATA", Arity = ArgumentArity.ZeroOrOne, Description = "other data to judge it on; without it, the test part that was set aside" };
        var options = new DataOptions();
        var threads = CommonOptions.Threads();
        var json = CommonOptions.Json();
        var command = new Command("evaluate", "judge a network on the test part of its run, which nothing else opens, or on other data") { run, source };
        options.AddTo(command);
        command.Add(threads);
        command.Add(json);
        command.SetAction(parse =>
        {
            CommonOptions.ApplyThreads(parse, threads);
            var evaluation = Evaluate(ModelArgument.Load(terminal, parse.GetRequiredValue(run)), parse.GetValue(source) is { } data ? terminal.ResolveNameOrPath(data) : null,
                options.AnyGiven(parse) ? options.Read(parse, terminal, new DatasetOptions()) : null, cancellation);
            if (parse.GetValue(json)) EvaluationJson.Write(terminal.Out, evaluation);
            else EvaluationText.Write(terminal, evaluation);
            return ExitCode.Done;
        });
        return command;
    }

    private static RunEvaluation Evaluate((TrainedModel Model, Run? Run) judged, string? data, DatasetOptions? options, CancellationToken cancellation)
    {
        if (data is null && options is not null) throw new UsageException("Options about the data apply to other data; name them after RUN, or leave the options out.");
        if (data is null) return judged.Run?.Evaluate(cancellation) ?? throw new UsageException("A model without its run has no test part; name the data to judge it on after it.");
        var evaluation = judged.Model.Evaluate(data, options, cancellation);
        // A source that brings its own test part is judged on that; all others hold what the network has seen.
        bool isSeen = judged.Run?.Recipe is { Split.TestShare: not null } recipe && IsSame(recipe.Data, data);
        return isSeen ? evaluation with { Notes = [.. evaluation.Notes, "These data hold the examples the network was trained on; without DATA, only the test part is judged."] } : evaluation;
    }

    private static bool IsSame(string trained, string data) => trained == data || (Path.Exists(data) && Path.GetFullPath(data) == trained);
}
