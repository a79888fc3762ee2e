using System.CommandLine;
using Cajal.Data;
using Cajal.Insight;

namespace Cajal.Cli;

/// <summary><c>cajal predict RUN FILE</c>: answers for the rows of a CSV file or the pictures of an IDX file. RUN may be an ONNX file too.</summary>
internal static class PredictVerb
{
    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var file = new Argument<string?>("file")
        {
            HelpName = "FILE",
            Arity = ArgumentArity.ZeroOrOne,
            Description = "a CSV file with the columns of training (the target may be missing), an IDX file, or a data set by name.",
        };
        var run = new ModelArgument(file, orOnnx: true);
        var options = new DataOptions();
        var interval = TextOption.Of("--interval", "SHARE", "for numbers: between which two the truth lies in this share of cases, such as 0.9");
        var threads = CommonOptions.Threads();
        var json = CommonOptions.Json();
        var command = new Command("predict", "answers for new examples, a line each, as CSV: the class and probabilities, or the number");
        run.AddTo(command);
        options.AddTo(command);
        command.Add(interval);
        command.Add(threads);
        command.Add(json);
        command.SetAction(parse =>
        {
            CommonOptions.ApplyThreads(parse, threads);
            string source = run.Second(parse) ?? throw new UsageException($"predict needs FILE: {file.Description}");
            if (PredictOnnx.IsFile(run.Folder(parse, terminal)))
            {
                if (parse.Text(interval) is not null) throw new UsageException("An ONNX file brings no answers that an interval could be taken from; leave --interval out.");
                return PredictOnnx.Run(run.Folder(parse, terminal), terminal.ResolveNameOrPath(source), options.IfGiven(parse, terminal), parse.GetValue(json), terminal, cancellation);
            }
            if (ModelArgument.IsText(run.Folder(parse, terminal)))
                throw new UsageException("This run is one of a language model, which writes text: take the verb sample in place of predict.");
            if (ModelArgument.IsGame(run.Folder(parse, terminal)))
                throw new UsageException("This run is one of a policy that plays a game: take the verb sample in place of predict.");
            if (ModelArgument.IsGenerative(run.Folder(parse, terminal)))
                throw new UsageException("This run is one of a model that makes examples: take the verb sample in place of predict.");
            var (model, _) = run.Load(parse, terminal);
            var data = Datasets.LoadToPredict(terminal.ResolveNameOrPath(source), model.Preprocessing, options.IfGiven(parse, terminal));
            var examples = model.Preprocessing.Apply(data);
            foreach (string note in data.Notes.Concat(examples.Notes)) terminal.Error.WriteLine($"note: {note}");
            var predictions = model.Predict(examples, cancellation);
            var around = parse.Number(interval, 0, above: true, limit: 1) is { } level ? model.PredictionInterval(level) : null;
            if (parse.GetValue(json)) PredictionsJson.Write(terminal.Out, predictions, around);
            else PredictionsCsv.Write(terminal.Out, predictions, around);
            return ExitCode.Done;
        });
        return command;
    }
}
