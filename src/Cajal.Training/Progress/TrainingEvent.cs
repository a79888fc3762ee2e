namespace Cajal.Training;

/// <summary>Something that happened in a training run; progress bars, logs and pages listen by
/// <c>IProgress&lt;TrainingEvent&gt;</c>.</summary>
public abstract class TrainingEvent;

/// <summary>Training begins, or goes on from a checkpoint.</summary>
/// <param name="epochs">Epochs to train in all.</param>
/// <param name="stepsPerEpoch">Updates per epoch.</param>
/// <param name="examples">Training examples per epoch.</param>
/// <param name="epochsDone">Epochs trained before, 0 for a fresh start.</param>
/// <param name="stepsDone">Updates made before.</param>
public sealed class TrainingStarted(int epochs, int stepsPerEpoch, int examples, int epochsDone, long stepsDone) : TrainingEvent
{
    /// <summary>Epochs to train in all.</summary>
    public int Epochs { get; } = epochs;

    /// <summary>Updates per epoch.</summary>
    public int StepsPerEpoch { get; } = stepsPerEpoch;

    /// <summary>Training examples per epoch.</summary>
    public int Examples { get; } = examples;

    /// <summary>Epochs trained before, 0 for a fresh start.</summary>
    public int EpochsDone { get; } = epochsDone;

    /// <summary>Updates made before.</summary>
    public long StepsDone { get; } = stepsDone;
}

/// <summary>Some steps were made; raised a few times a second at most.</summary>
/// <param name="epoch">Number of the epoch, from 1.</param>
/// <param name="batch">Updates made in this epoch.</param>
/// <param name="stepsPerEpoch">Updates per epoch.</param>
/// <param name="step">Updates made in all.</param>
/// <param name="loss">Mean loss of this epoch so far, penalties included.</param>
/// <param name="examplesPerSecond">Speed of this epoch so far.</param>
/// <param name="remaining">Time to the last epoch at this speed, validation included.</param>
public sealed class StepsMade(int epoch, int batch, int stepsPerEpoch, long step, double loss, double examplesPerSecond, TimeSpan remaining) : TrainingEvent
{
    /// <summary>Number of the epoch, from 1.</summary>
    public int Epoch { get; } = epoch;

    /// <summary>Updates made in this epoch.</summary>
    public int Batch { get; } = batch;

    /// <summary>Updates per epoch.</summary>
    public int StepsPerEpoch { get; } = stepsPerEpoch;

    /// <summary>Updates made in all.</summary>
    public long Step { get; } = step;

    /// <summary>Mean loss of this epoch so far, penalties included.</summary>
    public double Loss { get; } = loss;

    /// <summary>Speed of this epoch so far.</summary>
    public double ExamplesPerSecond { get; } = examplesPerSecond;

    /// <summary>Time to the last epoch at this speed, validation included.</summary>
    public TimeSpan Remaining { get; } = remaining;
}

/// <summary>An epoch ended and was validated.</summary>
/// <param name="result">Its figures.</param>
public sealed class EpochEnded(EpochResult result) : TrainingEvent
{
    /// <summary>Its figures.</summary>
    public EpochResult Result { get; } = result;
}

/// <summary>A checkpoint was written.</summary>
/// <param name="path">Its folder.</param>
/// <param name="step">Updates made up to it.</param>
public sealed class CheckpointWritten(string path, long step) : TrainingEvent
{
    /// <summary>Its folder.</summary>
    public string Path { get; } = path;

    /// <summary>Updates made up to it.</summary>
    public long Step { get; } = step;
}

/// <summary>Something worth knowing, in one sentence.</summary>
/// <param name="text">The sentence.</param>
public sealed class TrainingNotice(string text) : TrainingEvent
{
    /// <summary>The sentence.</summary>
    public string Text { get; } = text;
}

/// <summary>Training ended.</summary>
/// <param name="result">How and why.</param>
public sealed class TrainingEnded(TrainingResult result) : TrainingEvent
{
    /// <summary>How and why.</summary>
    public TrainingResult Result { get; } = result;
}
