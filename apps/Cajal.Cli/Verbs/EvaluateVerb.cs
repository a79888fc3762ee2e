using System.CommandLine;
using System.Text.Json;
using Cajal.Data;
using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary><c>cajal evaluate RUN [DATA]</c>, or <c>--data FILE</c>: judges a network on its run's own test part, or on other data.</summary>
internal static class EvaluateVerb
{
    private const string Seen = "These data hold the examples the network was trained on; without DATA, only the test part is judged.";

    private const string NoSummary = "This model was saved without a summary of its training part, so whether these data have drifted is not known.";

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
        var robustness = new Option<bool>("--robustness")
        {
            Description = "classes of pictures: accuracy of the test part against noise, shift and rotation, drawn",
        };
        var trust = new EvaluateTrust();
        var threads = CommonOptions.Threads();
        var json = CommonOptions.Json();
        var command = new Command("evaluate", "judge a network on the test part of its run, which nothing else opens, or on other data");
        model.AddTo(command);
        options.AddTo(command);
        command.Add(robustness);
        trust.AddTo(command);
        command.Add(threads);
        command.Add(json);
        command.SetAction(parse =>
        {
            CommonOptions.ApplyThreads(parse, threads);
            if (parse.GetValue(robustness))
            {
                var run = OwnRun(parse, "--robustness is for networks that tell classes of pictures, and this run does something else.",
                    "--robustness changes pictures of a run's own test part; name a run and leave other data out.");
                if (trust.IsAsked(parse)) throw new UsageException("--robustness is answered by itself; leave the other questions out.");
                RobustnessWriting.Write(terminal, run.Robustness(cancellation), parse.GetValue(json));
                return ExitCode.Done;
            }
            if (trust.IsAsked(parse))
            {
                return trust.Write(parse, terminal, OwnRun(parse, "Trust is asked of networks that answer with classes or numbers, and this run does something else.",
                    "--trust, --group, --importance and --curvature look at a run's own data; name a run and leave other data out."), parse.GetValue(json));
            }
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
            // evaluate RUN FILE, or evaluate RUN --data FILE.
            string? file = model.Second(parse) is null ? options.File(parse, terminal) : null;
            if ((file ?? model.Second(parse)) is { } data)
            {
                var asked = options.IfGiven(parse, terminal);
                var (evaluation, drift) = OnOther(model.Load(parse, terminal), terminal.ResolveNameOrPath(data), file is null ? asked : asked! with { Folder = null }, cancellation);
                if (drift is not null) DriftWriting.Warn(terminal, drift);
                return Write(evaluation, terminal, parse.GetValue(json), more: drift is null ? null : writer => DriftWriting.WriteJson(writer, drift));
            }
            var judged = model.Load(parse, terminal, MovedTo(parse, options, terminal));
            var own = OnTestPart(judged, cancellation);
            var coverage = judged.Model.Summary?.Residuals is { Length: >= 10 } ? judged.Run!.IntervalCoverage() : null;
            Write(own, terminal, parse.GetValue(json), more: coverage is null ? null : writer => CoverageWriting.WriteJson(writer, coverage));
            if (coverage is not null && !parse.GetValue(json)) terminal.Out.WriteLine(coverage.Sentence);
            return ExitCode.Done;
        });
        return command;

        Run OwnRun(ParseResult parse, string whenOther, string whenAlone)
        {
            string folder = model.Folder(parse, terminal);
            if (ModelArgument.IsText(folder) || ModelArgument.IsGame(folder) || ModelArgument.IsGenerative(folder)) throw new UsageException(whenOther);
            var (_, run) = model.Load(parse, terminal, MovedTo(parse, options, terminal));
            return run is null || model.Second(parse) is not null ? throw new UsageException(whenAlone) : run;
        }
    }

    private static int Write(RunEvaluation evaluation, Terminal terminal, bool asJson, string unit = "examples", Action<Utf8JsonWriter>? more = null)
    {
        if (asJson) EvaluationJson.Write(terminal.Out, evaluation, more);
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

    private static (RunEvaluation Evaluation, Drift? Drift) OnOther((TrainedModel Model, Run? Run) judged, string source, DatasetOptions? options,
        CancellationToken cancellation)
    {
        var data = Datasets.LoadToEvaluate(source, judged.Model.Preprocessing, options);
        var evaluation = judged.Model.Evaluate(data, cancellation);
        // A source that brings its own test part is judged on that; all others hold what the network has seen.
        bool isSeen = judged.Run?.Recipe is { Split.TestShare: not null } recipe && IsSame(recipe.Data, source);
        string[] notes = [.. isSeen ? [Seen] : Array.Empty<string>(), .. judged.Model.Summary is null ? [NoSummary] : Array.Empty<string>()];
        return (notes.Length == 0 ? evaluation : evaluation with { Notes = [.. evaluation.Notes, .. notes] }, judged.Model.Summary is null ? null : judged.Model.Drift(data));
    }

    private static bool IsSame(string trained, string data) => trained == data || (Path.Exists(data) && Path.GetFullPath(data) == trained);
}
