using System.CommandLine;
using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Cli;

/// <summary><c>cajal summary --layers 784-128-64-10</c>: what a network is made of and what it costs.</summary>
internal static class SummaryVerb
{
    public static Command Create(Terminal terminal)
    {
        var layers = new Option<string>("--layers") { HelpName = "SIZES", Description = "a network that need not exist yet, inputs first: 784-128-64-10" };
        var activation = NetworkOptions.Activation();
        var batch = new Option<string>("--batch") { HelpName = "N", Description = "examples per batch that multiply-adds and stored values are counted for (1)" };
        var json = CommonOptions.Json();
        var command = new Command("summary", "layers, shapes, parameters, multiply-adds and stored values") { layers, activation, batch, json };
        command.SetAction(parse =>
        {
            var sizes = LayerSizes.Read(parse.Text(layers) ?? throw new UsageException("summary needs --layers, for example --layers 784-128-64-10."), least: 2);
            var model = Mlp.Build(sizes, new Rng(0), parse.Text(activation) ?? "relu");
            var summary = ModelSummary.Of(model, [parse.Whole(batch, 1) ?? 1, sizes[0]]);
            if (parse.GetValue(json)) SummaryJson.Write(terminal.Out, summary);
            else terminal.Out.WriteLine(summary);
            return ExitCode.Done;
        });
        return command;
    }
}
