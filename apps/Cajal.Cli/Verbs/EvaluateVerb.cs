using System.CommandLine;
using Cajal.Data;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary><c>cajal evaluate RUN [DATA]</c>: judges a network on its run's own test part, or on other data.</summary>
internal static class EvaluateVerb
{
    private const string Seen = "These data hold the examples the network was trained on; without DATA, only the test part is judged.";

    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var source = new Argument<string?>("data")
        {
            HelpName = "DATA",
            Arity = ArgumentArity.ZeroOrOne,
            Description = "other data to judge it on; without it, the test part set aside",
        };
        var model = new ModelArgument(source);
        var options = new DataOptions();
        var threads = CommonOptions.Threads();
        var json = CommonOptions.Json();
        var command = new Command("evaluate", "judge a network on the test part of its run, which nothing else opens, or on other data");
        model.AddTo(command);
        options.AddTo(command);
        command.Add(threads);
        command.Add(json);
        command.SetAction(parse =>
        {
            CommonOptions.ApplyThreads(parse, threads);
            if (model.LoadText(parse, terminal) is { } text)
            {
                if (options.AnyGiven(parse)) throw new UsageException("Options about the data do not apply to a text; leave them out.");
                TextEvaluationWriting.Write(terminal, OnText(text, model.Second(parse), terminal), parse.GetValue(json));
                return ExitCode.Done;
            }
            if (model.LoadGame(parse, terminal) is { } game)
            {
                if (model.Second(parse) is not null || options.AnyGiven(parse))
                    throw new UsageException("A policy is judged by games that it plays; leave other data out.");
                return Write(game.Evaluate(), terminal, parse.GetValue(json), "games");
            }
            if (model.LoadGenerative(parse, terminal) is { } maker)
            {
                if (model.Second(parse) is not null || options.AnyGiven(parse))
                    throw new UsageException("A model that makes examples is judged on the test part of its own data; leave other data out.");
                return Write(maker.Evaluate(), terminal, parse.GetValue(json));
            }
            var evaluation = model.Second(parse) is { } data
                ? OnOther(model.Load(parse, terminal), terminal.ResolveNameOrPath(data), options.IfGiven(parse, terminal), cancellation)
                : OnTestPart(model.Load(parse, terminal, MovedTo(parse, options, terminal)), cancellation);
            return Write(evaluation, terminal, parse.GetValue(json));
        });
        return command;
    }

    private static int Write(RunEvaluation evaluation, Terminal terminal, bool asJson, string unit = "examples")
    {
        if (asJson) EvaluationJson.Write(terminal.Out, evaluation);
        else EvaluationText.Write(terminal, evaluation, unit);
        return ExitCode.Done;
    }

    private static TextEvaluation OnText(TextRun run, string? other, Terminal terminal) =>
        other is null ? run.Evaluate() : run.Evaluate(terminal.Resolve(other));

    // Only where the run's own data lie may differ; all else about them is recorded.
    private static string? MovedTo(ParseResult parse, DataOptions options, Terminal terminal) => !options.MoreThanFolderGiven(parse)
        ? options.Folder(parse, terminal)
        : throw new UsageException("Options about the data apply to other data; name them after RUN, or leave the options out.");

    private static RunEvaluation OnTestPart((TrainedModel Model, Run? Run) judged, CancellationToken cancellation) =>
        judged.Run?.Evaluate(cancellation)
        ?? throw new UsageException("A model without its run has no test part; name the data to judge it on after it.");

    private static RunEvaluation OnOther((TrainedModel Model, Run? Run) judged, string data, DatasetOptions? options,
        CancellationToken cancellation)
    {
        var evaluation = judged.Model.Evaluate(data, options, cancellation);
        // A source that brings its own test part is judged on that; all others hold what the network has seen.
        bool isSeen = judged.Run?.Recipe is { Split.TestShare: not null } recipe && IsSame(recipe.Data, data);
        return isSeen ? evaluation with { Notes = [.. evaluation.Notes, Seen] } : evaluation;
    }

    private static bool IsSame(string trained, string data) => trained == data || (Path.Exists(data) && Path.GetFullPath(data) == trained);
}
