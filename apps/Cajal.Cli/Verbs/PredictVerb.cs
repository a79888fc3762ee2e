using System.CommandLine;
using Cajal.Data;

namespace Cajal.Cli;

/// <summary><c>cajal predict RUN FILE</c>: answers for the rows of a CSV file or the pictures of an IDX file.</summary>
internal static class PredictVerb
{
    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var run = ModelArgument.Create();
        var file = new Argument<string>("file") { HelpName = "FILE", Description = "a CSV file with the columns of training (the target may be missing), an IDX file of pictures, or a data set by name." };
        var options = new DataOptions();
        var threads = CommonOptions.Threads();
        var json = CommonOptions.Json();
        var command = new Command("predict", "answers for new examples, one line each, as CSV: the class with its probability, or the number") { run, file };
        options.AddTo(command);
        command.Add(threads);
        command.Add(json);
        command.SetAction(parse =>
        {
            CommonOptions.ApplyThreads(parse, threads);
            var (model, _) = ModelArgument.Load(terminal, parse.GetRequiredValue(run));
            var asked = options.AnyGiven(parse) ? options.Read(parse, terminal, new DatasetOptions()) : null;
            var data = Datasets.LoadToPredict(terminal.ResolveNameOrPath(parse.GetRequiredValue(file)), model.Preprocessing, asked);
            var examples = model.Preprocessing.Apply(data);
            foreach (string note in data.Notes.Concat(examples.Notes)) terminal.Error.WriteLine($"note: {note}");
            var predictions = model.Predict(examples, cancellation);
            if (parse.GetValue(json)) PredictionsJson.Write(terminal.Out, predictions);
            else PredictionsCsv.Write(terminal.Out, predictions);
            return ExitCode.Done;
        });
        return command;
    }
}
