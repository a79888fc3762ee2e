using Cajal.Data;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>What a saved network is made of: enough to build it again before its weights are read.</summary>
public sealed record ModelSpec
{
    /// <summary>The format this version writes; it reads this one and older ones.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the format.</summary>
    public int FormatVersion { get; init; } = CurrentVersion;

    /// <summary>The kind of network: <c>mlp</c>, or a text of <see cref="ModelCatalog"/>.</summary>
    public string Kind { get; init; } = Mlp;

    /// <summary>First weights of an mlp by name; null takes those that suit the activation.</summary>
    public string? Initializer { get; init; }

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
    internal bool IsFlat => Kind == Mlp;

    /// <summary>What <see cref="Kind"/> says of a multi-layer perceptron.</summary>
    internal const string Mlp = "mlp";

    /// <summary>Builds the network with first weights from a seed.</summary>
    /// <exception cref="ArgumentException">Sizes or names that make no network.</exception>
    public Layer Build(Rng rng)
    {
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
