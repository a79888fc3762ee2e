using System.CommandLine;
using System.Text.RegularExpressions;
using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary><c>cajal explain run RUN</c>: a trained network on one of its own examples.</summary>
internal static partial class ExplainRun
{
    public static Command Create(Terminal terminal, Func<string, string, Func<ParseResult, Page>, Command> story, Func<ParseResult, int> digits)
    {
        var model = new ModelArgument();
        var row = TextOption.Of("--row", "N", "the example's row in the data, from 1; the first of the validation part when left out");
        var batch = TextOption.Of("--batch", "N", "examples of the batch, the row first (1; 2 where a batch norm of rows needs them)");
        var units = TextOption.Of("--units", "N", "units of each layer that are told one by one (4)");
        var place = TextOption.Of("--place", "I,J,…", "which number of values with further axes is told, from 1: channel, row and column, the last where there are fewer; the middle when left out");
        var weight = TextOption.Of("--weight", "NAME[I,J]", "follow one weight along every path to the loss, for example 0.weight[1,1]");
        var credit = new Option<bool>("--credit") { Description = "which inputs, units and weights carry the example's error" };
        var cost = new Option<bool>("--cost") { Description = "what a training step computes and keeps" };
        var command = story("run", "a trained network on one of its own examples: forward, backward, update", parse =>
        {
            string folder = model.Folder(parse, terminal);
            if (ModelArgument.IsText(folder) || ModelArgument.IsGenerative(folder) || ModelArgument.IsGame(folder))
                throw new UsageException("explain run tells of networks that answer; this run's network writes, draws or plays. From C#: model.Explain(x, target, loss).");
            if (model.Load(parse, terminal).Run is not { } run) throw new UsageException("A model without its run has no examples of its own; name the folder of a run.");
            if (new[] { parse.Text(weight) is not null, parse.GetValue(credit), parse.GetValue(cost) }.Count(asked => asked) > 1)
                throw new UsageException("--weight, --credit and --cost each make a page of their own; give one of them.");
            int? at = parse.Whole(row, 1) - 1;
            int count = parse.Whole(batch, 1) ?? ModelSummary.LeastBatch(run.Model.Network);
            var options = new ExplainOptions(digits(parse), parse.Whole(units, 1) ?? 4, Place: parse.Text(place) is { } text ? Indices(text, place) : null);
            return parse.GetValue(cost) ? run.ExplainCost(parse.Whole(batch, 1) ?? 64) : parse.GetValue(credit) ? run.ExplainCredit(at, options)
                : parse.Text(weight) is { } name ? AtWeight(run, name, weight, at, count, options) : run.Explain(at, count, options);
        });
        model.AddTo(command);
        foreach (var option in new Option[] { row, batch, units, place, weight, credit, cost }) command.Add(option);
        return command;
    }

    private static Page AtWeight(Run run, string text, Option<string> option, int? row, int batch, ExplainOptions options)
    {
        var parts = NameAndPlace().Match(text);
        if (!parts.Success) throw Values.Wrong(option, "a parameter and a place in it, for example 0.weight[1,1]", text);
        return run.ExplainWeight(parts.Groups[1].Value, Indices(parts.Groups[2].Value, option), row, batch, options);
    }

    private static int[] Indices(string text, Option<string> option) =>
        [.. text.Split(',').Select(part => int.TryParse(part, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int index) && index > 0 ? index - 1
            : throw Values.Wrong(option, "whole numbers from 1 with commas between them", text))];

    [GeneratedRegex(@"^(.+)\[([^\]]*)\]$")]
    private static partial Regex NameAndPlace();
}
