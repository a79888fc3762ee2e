using System.CommandLine;

namespace Cajal.Cli;

/// <summary>Options whose value is a name out of a catalog, checked before any work begins.</summary>
internal static class NetworkOptions
{
    public static Option<string> Model() =>
        Named("--model", "kind of network", ["mlp", .. Networks.ModelCatalog.All.Names, .. Networks.GenerativeCatalog.All.Names, .. Networks.GameCatalog.Players.Names]);

    public static Option<string> Initializer() =>
        Named("--initializer", "first weights; without it, those that suit the activation", Networks.Initializer.Catalog.Names);

    public static Option<string> Activation() =>
        Named("--activation", "function between the layers (relu)", Networks.Activation.Catalog.Names);

    public static Option<string> Loss() =>
        Named("--loss", "what is minimised; without it, chosen by the task", Networks.Loss.Catalog.Names);

    public static Option<string> Optimizer() =>
        Named("--optimizer", "how weights move; options in brackets, sgd(momentum=0.9)", Networks.Optimizer.Catalog.Names);

    public static Option<string> Schedule() =>
        Named("--schedule", "how the learning rate moves", Networks.Schedule.Catalog.Names);

    public static Option<string> Average() =>
        Named("--average", "average of the weights over the steps that is judged and kept; swa(start=0.75)", Networks.WeightAverage.Catalog.Names);

    private static Option<string> Named(string name, string description, IReadOnlyList<string> names)
    {
        var option = new Option<string>(name) { HelpName = "NAME", Description = $"{description}: {string.Join(", ", names)}" };
        option.CompletionSources.Add([.. names]);
        return option;
    }
}
