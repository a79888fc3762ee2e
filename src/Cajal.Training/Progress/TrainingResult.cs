namespace Cajal.Training;

/// <summary>Why training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were trained.</summary>
    Completed,

    /// <summary>A callback saw no more progress.</summary>
    StoppedEarly,

    /// <summary>Somebody asked it to stop; it can be resumed.</summary>
    Cancelled,
}

/// <summary>How a training run ended.</summary>
public sealed class TrainingResult
{
    /// <summary>Why it ended.</summary>
    public required StopReason Reason { get; init; }

    /// <summary>The same in a sentence: when, why, and what was restored.</summary>
    public required string Sentence { get; init; }

    /// <summary>Epochs trained in all.</summary>
    public required int Epochs { get; init; }

    /// <summary>Updates made in all.</summary>
    public required long Steps { get; init; }

    /// <summary>The epochs since training began or was resumed.</summary>
    public required IReadOnlyList<EpochResult> History { get; init; }

    /// <summary>The epoch whose weights the model now has, from 1: the best when early stopping restored it, else the last.</summary>
    public required int WeightsOfEpoch { get; init; }

    /// <summary>Seconds of work in all, those before a resume included.</summary>
    public required double Seconds { get; init; }

    /// <summary>Steps of this call that were replayed as a plan.</summary>
    public required long StepsReplayed { get; init; }

    /// <summary>Why steps cannot be replayed as a plan; null when they can.</summary>
    public string? WhyEager { get; init; }
}
