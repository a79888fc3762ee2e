using System.Security.Cryptography;

namespace Cajal.Data;

/// <summary>N examples: inputs and, unless they are to be predicted, targets; as they came, before splits and transforms.</summary>
public sealed class Dataset
{
    private string? fingerprint;

    /// <summary>A data set of the given inputs and targets; without targets it can be predicted but not learned.</summary>
    /// <exception cref="ArgumentException">No examples, or more targets than inputs or fewer.</exception>
    public Dataset(string name, Features features, Targets? targets)
    {
        if (features.Count == 0) throw new ArgumentException($"'{name}' holds no examples.", nameof(features));
        if (targets is not null && targets.Count != features.Count)
            throw new ArgumentException($"'{name}' has {features.Count} inputs and {targets.Count} "
                + "targets; expected one target for each input.", nameof(targets));
        Name = name;
        Features = features;
        Targets = targets;
    }

    /// <summary>Name of a built-in set, or the file's path.</summary>
    public string Name { get; }

    /// <summary>One line that says what it is.</summary>
    public string Description { get; init; } = "";

    /// <summary>The inputs.</summary>
    public Features Features { get; }

    /// <summary>The targets, or null where they are unknown.</summary>
    public Targets? Targets { get; }

    /// <summary>What is to be learned, or null without targets.</summary>
    public TaskKind? Task => Targets?.Task;

    /// <summary>Number of examples N.</summary>
    public int Count => Features.Count;

    /// <summary>Shape of one example as it came.</summary>
    public Shape ExampleShape => Features.ExampleShape;

    /// <summary>How many of the last examples are a test part that the source itself set aside; 0 when it has none.</summary>
    public int GivenTestCount { get; init; }

    /// <summary>True when the examples follow each other in time: parts then are stretches, the last one for the test.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>Answers that need no learning and come with the data, such as the last value of a series.</summary>
    public IReadOnlyList<SimpleForecast> SimpleForecasts { get; init; } = [];

    /// <summary>The model that suits this set unless told otherwise, and why; null for the usual one.</summary>
    public (string Model, string Reason)? SuggestedModel { get; init; }

    /// <summary>The split that suits this set unless told otherwise.</summary>
    public SplitShares SuggestedShares { get; init; } = new();

    /// <summary>What was found and decided while reading: header, task, missing values, rows left out. One sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Sixteen hexadecimal digits that change when any value changes.</summary>
    public string Fingerprint => fingerprint ??= ComputeFingerprint();

    /// <summary>Splits once into training, validation and test part; the same seed and shares give the same parts.</summary>
    /// <param name="validation">Share for validation; null for the suggested one.</param>
    /// <param name="test">Share for the test; null for the source's own test part, or the suggested share.</param>
    /// <param name="seed">Decides which example goes where.</param>
    /// <exception cref="ArgumentException">Shares that leave nothing for training, or a test share where the source brings its own test
    /// part.</exception>
    /// <exception cref="DatasetException">No targets, or too few examples.</exception>
    public DataSplit Split(double? validation = null, double? test = null, ulong seed = 42) =>
        DataSplit.Make(this, new SplitShares(validation ?? SuggestedShares.Validation, test ?? SuggestedShares.Test), seed);

    /// <summary>Splits for cross-validation: the test part as <see cref="Split"/> takes it, the rest into equal folds, one of which is the
    /// validation part.</summary>
    /// <param name="fold">Which one, from 1.</param>
    /// <param name="folds">How many there are, at least 2.</param>
    /// <param name="test">Share for the test; null for the source's own test part, or the suggested share.</param>
    /// <param name="seed">Decides which example goes where; all folds of a seed belong together.</param>
    /// <exception cref="ArgumentException">No such fold.</exception>
    /// <exception cref="DatasetException">No targets, or too few examples.</exception>
    public DataSplit SplitFold(int fold, int folds, double? test = null, ulong seed = 42) =>
        DataSplit.Make(this, new SplitShares(0, test ?? SuggestedShares.Test), seed, (fold, folds));

    /// <summary>For example <c>iris.csv: 150 examples [4], classes</c>.</summary>
    public override string ToString() => $"{Name}: {Count} examples "
        + $"{ExampleShape}{(Task is { } task ? ", " + task.ToString().ToLowerInvariant() : "")}";

    private string ComputeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Features.AddTo(hash);
        Targets?.AddTo(hash);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }
}
