using System.CommandLine;
using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Cli;

/// <summary><c>cajal summary RUN</c> or <c>cajal summary --layers 784-128-64-10</c>: what a network is made of and what it costs.</summary>
internal static class SummaryVerb
{
    private const string WhyNotGenerative = "A summary follows an example from inputs to outputs, and a model that makes examples has its nets inside its "
        + "loss; train --json says how many parameters it has.";

    public static Command Create(Terminal terminal)
    {
        var run = new ModelArgument();
        var layers = TextOption.Of("--layers", "SIZES",
            "a network that need not exist yet, inputs first: 784-128-64-10");
        var activation = NetworkOptions.Activation();
        var batch = TextOption.Of("--batch", "N",
            "examples per batch that multiply-adds and stored values are counted for (1)");
        var json = CommonOptions.Json();
        var command = new Command("summary", "layers, shapes, parameters, multiply-adds and stored values")
        {
            layers, activation, batch, json,
        };
        run.AddTo(command);
        command.SetAction(parse =>
        {
            run.Second(parse);
            var (model, example, dtype) = parse.Text(layers) switch
            {
                null when parse.GetResult(activation) is null => Saved(RunNetwork.Read(run, parse, terminal, WhyNotGenerative)),
                { } sizes when !run.IsGiven(parse) => Planned(LayerSizes.Read(sizes, least: 2), parse.Text(activation) ?? "relu"),
                _ => throw new UsageException("summary needs either RUN, the folder of a run, or for example --layers 784-128-64-10."),
            };
            var summary = ModelSummary.Of(model, example.Insert(0, parse.Whole(batch, 1) ?? ModelSummary.LeastBatch(model)), dtype);
            if (parse.GetValue(json)) SummaryJson.Write(terminal.Out, summary);
            else terminal.Out.WriteLine(summary);
            return ExitCode.Done;
        });
        return command;
    }

    private static (Layer Model, Shape Example, DType DType) Saved(RunNetwork read) => (read.Network, read.Example, read.DType);

    private static (Layer Model, Shape Example, DType DType) Planned(int[] sizes, string activation) =>
        (Mlp.Build(sizes, new Rng(0), activation), [sizes[0]], DType.Float32);
}
