namespace Cajal.Training;

/// <summary>checkpoint.json: where training stands, and the numbers callbacks keep.</summary>
internal sealed class CheckpointRecord
{
    /// <summary>The format this version writes; it reads this one and older ones.</summary>
    public const int CurrentVersion = 1;

    public int FormatVersion { get; init; } = CurrentVersion;

    public required int Epoch { get; init; }

    public required int Batch { get; init; }

    public required long Step { get; init; }

    public required double Seconds { get; init; }

    public required double EpochSeconds { get; init; }

    public required long Examples { get; init; }

    public required double DataLossSum { get; init; }

    public required double[] PenaltySums { get; init; }

    /// <summary>Null where a step takes one turn.</summary>
    public double[]? TurnSums { get; init; }

    /// <summary>The numbers of each callback.</summary>
    public required Dictionary<string, Dictionary<string, double>> Callbacks { get; init; }

    public static CheckpointRecord Of(TrainingPosition at, Dictionary<string, Dictionary<string, double>> callbacks) => new()
    {
        Epoch = at.Epoch,
        Batch = at.Batch,
        Step = at.Step,
        Seconds = at.Seconds,
        EpochSeconds = at.EpochSeconds,
        Examples = at.Examples,
        DataLossSum = at.DataLossSum,
        PenaltySums = [.. at.PenaltySums],
        TurnSums = at.TurnSums.Length > 0 ? [.. at.TurnSums] : null,
        Callbacks = callbacks,
    };

    public void CopyTo(TrainingPosition at)
    {
        (at.Epoch, at.Batch, at.Step) = (Epoch, Batch, Step);
        (at.Seconds, at.EpochSeconds, at.Examples) = (Seconds, EpochSeconds, Examples);
        (at.DataLossSum, at.PenaltySums, at.TurnSums) = (DataLossSum, [.. PenaltySums], [.. TurnSums ?? []]);
    }
}

/// <summary>latest.json: the checkpoint to go on from.</summary>
internal sealed class LatestRecord
{
    public int FormatVersion { get; init; } = 1;

    public required string Checkpoint { get; init; }
}
