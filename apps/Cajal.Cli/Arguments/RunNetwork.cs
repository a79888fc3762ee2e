using System.CommandLine;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>The network of a run with the shape and type of an example it reads.</summary>
/// <param name="Network">The network.</param>
/// <param name="Example">Shape of one example.</param>
/// <param name="DType">Element type of its numbers.</param>
/// <param name="Model">The trained model around it; null for texts and games.</param>
internal sealed record RunNetwork(Layer Network, Shape Example, DType DType, TrainedModel? Model)
{
    /// <summary>Reads it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="parse">The command.</param>
    /// <param name="terminal">Where it is typed.</param>
    /// <param name="whyNotGenerative">What to say of a model that makes examples.</param>
    /// <exception cref="UsageException">A model that makes examples.</exception>
    public static RunNetwork Read(ModelArgument run, ParseResult parse, Terminal terminal, string whyNotGenerative)
    {
        if (run.LoadText(parse, terminal) is { } text) return new(text.Model, [text.Recipe.Context!.Value], DType.Int64, null);
        if (run.LoadGame(parse, terminal) is { } game) return new(game.Model.Policy, [game.StateSize], DType.Float32, null);
        if (ModelArgument.IsGenerative(run.Folder(parse, terminal))) throw new UsageException(whyNotGenerative);
        var model = run.Load(parse, terminal).Model;
        return new(model.Network, model.Spec.IsFlat ? [model.Spec.Sizes[0]] : model.Spec.Input.ToArray(), DType.Float32, model);
    }
}
