using System.Diagnostics;

namespace Cajal.Training;

/// <summary>Tells about steps a few times a second, with speed and time left.</summary>
internal sealed class ProgressMeter(IProgress<TrainingEvent>? progress, TrainingPosition at, int stepsPerEpoch, int epochs)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private long last = Stopwatch.GetTimestamp();
    private long epochStarted = Stopwatch.GetTimestamp();
    private int epochStartedAt;
    private double validationSeconds;

    public void StartEpoch()
    {
        epochStarted = Stopwatch.GetTimestamp();
        epochStartedAt = at.Batch;
    }

    public void Validated(double seconds) => validationSeconds = seconds;

    public void StepMade()
    {
        if (progress is null || Stopwatch.GetElapsedTime(last) < Pause) return;
        last = Stopwatch.GetTimestamp();
        double perStep = Stopwatch.GetElapsedTime(epochStarted).TotalSeconds / (at.Batch - epochStartedAt);
        int epochsLeft = epochs - at.Epoch;
        double left = perStep * ((double)stepsPerEpoch * epochsLeft - at.Batch) + validationSeconds * epochsLeft;
        double loss = at.DataLossSum;
        foreach (double penalty in at.PenaltySums) loss += penalty;
        progress.Report(new StepsMade(at.Epoch + 1, at.Batch, stepsPerEpoch, at.Step, loss / at.Examples,
            at.EpochSeconds > 0 ? at.Examples / at.EpochSeconds : 0, TimeSpan.FromSeconds(Math.Clamp(left, 0, 1e9))));
    }
}
