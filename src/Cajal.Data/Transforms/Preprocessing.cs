using System.Text.Json;

namespace Cajal.Data;

/// <summary>All that was learned from the training part before training: it turns raw examples into what the network reads, and is saved
/// with the model.</summary>
public sealed record Preprocessing
{
    /// <summary>The format this version writes; it reads this one and older ones.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the format.</summary>
    public int FormatVersion { get; init; } = CurrentVersion;

    /// <summary>What is to be learned.</summary>
    public required TaskKind Task { get; init; }

    /// <summary>What is done to the inputs.</summary>
    public required InputTransform Inputs { get; init; }

    /// <summary>What is done to the targets.</summary>
    public required TargetTransform Target { get; init; }

    /// <summary>Names of the classes in the order of the network's outputs; empty for numbers.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> ClassNames => Target is ClassIndex classes ? classes.Names : [];

    /// <summary>Learns scaling, category maps, fillers for missing values and class names from the training part.</summary>
    /// <exception cref="ArgumentException">The part is not the training part.</exception>
    /// <exception cref="DatasetException">One class only, constant targets, or numbers too large.</exception>
    public static Preprocessing Fit(Part train)
    {
        if (train.Kind != PartKind.Training)
            throw new ArgumentException($"Preprocessing learns from the training part only; received the "
                + $"{train.Kind.ToString().ToLowerInvariant()} part.", nameof(train));
        var targets = train.Dataset.Targets!;
        var target = targets.Fit(train.Rows);
        var inputs = train.Dataset.Features.Fit(train.Rows);
        if (inputs is SequenceScaling { IsOwnPast: true } past && target is NumberScaling scaling) inputs = past.Like(scaling);
        return new Preprocessing { Task = targets.Task, Inputs = inputs, Target = target };
    }

    /// <summary>A part as the network reads it.</summary>
    /// <exception cref="DatasetException">Inputs or targets that the model does not know.</exception>
    public Examples Apply(Part part) => Apply(part.Dataset, part.Rows, part.Dataset.Targets);

    /// <summary>A whole data set, with or without targets, as the network reads it: for prediction, or to evaluate on other data.</summary>
    /// <exception cref="DatasetException">Inputs or targets that the model does not know.</exception>
    public Examples Apply(Dataset data) => Apply(data, [.. Enumerable.Range(0, data.Count)], data.Targets);

    /// <summary>As JSON text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DataJson.Default.Preprocessing);

    /// <summary>From JSON text written by <see cref="ToJson"/>.</summary>
    /// <exception cref="DatasetException">Not such a text, or written by a later version.</exception>
    public static Preprocessing FromJson(string json) =>
        DataJson.Read(json, DataJson.Default.Preprocessing, "preprocessing", CurrentVersion);

    internal Examples Apply(Dataset data, ReadOnlySpan<int> rows, Targets? targets)
    {
        var notes = new List<string>();
        var inputs = Inputs.Apply(data.Features, rows, notes);
        return new Examples(inputs, targets is null ? null : Target.Apply(targets, rows), Task)
        {
            Notes = notes,
            ClassCount = ClassNames.Count,
        };
    }
}
