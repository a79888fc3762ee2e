using Cajal.Data;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>What a saved network is made of: enough to build it again before its weights are read.</summary>
public sealed class ModelSpec
{
    /// <summary>The format this version writes; it reads this one and older ones.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the format.</summary>
    public int FormatVersion { get; init; } = CurrentVersion;

    /// <summary>The kind of network: <c>mlp</c>, or a text of <see cref="ModelCatalog"/>.</summary>
    public string Kind { get; init; } = Mlp;

    /// <summary>First weights of an mlp by name; null takes those that suit the activation.</summary>
    public string? Initializer { get; init; }

    /// <summary>The network whose features it has, all but the last layer, where it goes on from another; null for one that begins
    /// afresh.</summary>
    public ModelSpec? Base { get; init; }

    /// <summary>How many linear layers of <see cref="Base"/> are left out.</summary>
    public int Cut { get; init; } = 1;

    /// <summary>What it answers.</summary>
    public required TaskKind Task { get; init; }

    /// <summary>Sizes of one example as it comes in, before it is laid out in a row.</summary>
    public required IReadOnlyList<int> Input { get; init; }

    /// <summary>Units of the hidden layers.</summary>
    public required IReadOnlyList<int> Hidden { get; init; }

    /// <summary>Number of outputs.</summary>
    public required int Outputs { get; init; }

    /// <summary>Activation of the hidden layers.</summary>
    public required string Activation { get; init; }

    /// <summary>Share of hidden units dropped in training.</summary>
    public double Dropout { get; init; }

    /// <summary>Activation after the last layer; null for none.</summary>
    public string? Output { get; init; }

    /// <summary>The loss it was trained with; it says how outputs become probabilities.</summary>
    public required string Loss { get; init; }

    /// <summary>Numbers of units from input to output: 784, 128, 64, 10.</summary>
    public IReadOnlyList<int> Sizes => [InputCount, .. Hidden, Outputs];

    private int InputCount => Input.Aggregate(1, (a, b) => checked(a * b));

    /// <summary>Whether inputs are laid out in a row for it.</summary>
    public bool IsFlat => Base?.IsFlat ?? Kind == Mlp;

    /// <summary>What <see cref="Kind"/> says of a multi-layer perceptron.</summary>
    internal const string Mlp = "mlp";

    /// <summary>What <see cref="Kind"/> says of a network that goes on from another.</summary>
    internal const string OnFeatures = "transfer";

    /// <summary>The network on the features of another.</summary>
    /// <exception cref="ArgumentException">The other ends in no linear layer.</exception>
    internal Layer BuildOn(Layer trained, Rng rng)
    {
        var features = Transferred.FeaturesOf(trained, Cut);
        Shape example = IsFlat ? [InputCount] : Input.ToArray();
        Shape made;
        using (Tape.Start(Mode.Inference)) made = features.Forward(Tensor.Zeros(example.Insert(0, 1))).Shape;
        if (made.Rank != 2) throw new ArgumentException($"The features of '{Base!.Kind}' have shape {made.Without(0)}, and a linear layer goes on from a row of numbers.");
        var network = new Transferred(features, made[1], Outputs, rng);
        return Output is null ? network : new Sequential(network, Networks.Activation.Parse(Output));
    }

    /// <summary>Builds the network with first weights from a seed.</summary>
    /// <exception cref="ArgumentException">Sizes or names that make no network.</exception>
    public Layer Build(Rng rng)
    {
        if (Base is not null) return BuildOn(Base.Build(rng.Fork("base")), rng.Fork("head"));
        if (IsFlat)
            return Networks.Mlp.Build([.. Sizes], rng, Activation, Dropout, Initializer is null ? null
                : Networks.Initializer.Parse(Initializer),
                Output);
        var body = ModelCatalog.Parse(Kind)(Input.ToArray(), Outputs, rng);
        if (body is ILanguageModel)
            throw new ArgumentException($"The model '{Kind}' would read these examples as text, but each holds numbers "
                + $"[{string.Join(", ", Input)}]. Take mlp, or train it on a text: cajal train FILE.txt.");
        if (body is Representation && Output is not null)
            throw new ArgumentException($"The probe of '{Kind}' is linear, and the loss '{Loss}' or the bounds of the target ask for {Output} after it; take "
                + "another loss, or no bounds.");
        return Output is null ? body : new Sequential(body, Networks.Activation.Parse(Output));
    }
}
