namespace Cajal.Training;

/// <summary>Something that happened in a training run; progress bars, logs and pages listen by
/// <c>IProgress&lt;TrainingEvent&gt;</c>.</summary>
public abstract record TrainingEvent;

/// <summary>Training begins, or goes on from a checkpoint.</summary>
/// <param name="Epochs">Epochs to train in all.</param>
/// <param name="StepsPerEpoch">Updates per epoch.</param>
/// <param name="Examples">Training examples per epoch.</param>
/// <param name="EpochsDone">Epochs trained before, 0 for a fresh start.</param>
/// <param name="StepsDone">Updates made before.</param>
public sealed record TrainingStarted(int Epochs, int StepsPerEpoch, int Examples, int EpochsDone, long StepsDone) : TrainingEvent;

/// <summary>Some steps were made; raised a few times a second at most.</summary>
/// <param name="Epoch">Number of the epoch, from 1.</param>
/// <param name="Batch">Updates made in this epoch.</param>
/// <param name="StepsPerEpoch">Updates per epoch.</param>
/// <param name="Step">Updates made in all.</param>
/// <param name="Loss">Mean loss of this epoch so far, penalties included.</param>
/// <param name="ExamplesPerSecond">Speed of this epoch so far.</param>
/// <param name="Remaining">Time to the last epoch at this speed, validation included.</param>
public sealed record StepsMade(int Epoch, int Batch, int StepsPerEpoch, long Step, double Loss, double ExamplesPerSecond,
    TimeSpan Remaining) : TrainingEvent;

/// <summary>An epoch ended and was validated.</summary>
/// <param name="Result">Its figures.</param>
public sealed record EpochEnded(EpochResult Result) : TrainingEvent;

/// <summary>A checkpoint was written.</summary>
/// <param name="Path">Its folder.</param>
/// <param name="Step">Updates made up to it.</param>
public sealed record CheckpointWritten(string Path, long Step) : TrainingEvent;

/// <summary>Something worth knowing, in one sentence.</summary>
/// <param name="Text">The sentence.</param>
public sealed record TrainingNotice(string Text) : TrainingEvent;

/// <summary>Training ended.</summary>
/// <param name="Result">How and why.</param>
public sealed record TrainingEnded(TrainingResult Result) : TrainingEvent;
