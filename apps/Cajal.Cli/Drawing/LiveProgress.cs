using Cajal.Training;

namespace Cajal.Cli;

/// <summary>Progress as one line that is written over: epoch, bar, loss, validation metric, examples per second, time left.</summary>
internal sealed class LiveProgress(TextWriter error, int width) : IProgress<TrainingEvent>
{
    // The first steps are slow (code is compiled, plans are made), and a time foretold from them would frighten.
    private const int Unsteady = 3;

    private EpochResult? last;
    private int epochs = 1, reports;
    private readonly LiveLine line = new(error, width);

    public void Report(TrainingEvent value)
    {
        switch (value)
        {
            case TrainingStarted start:
                epochs = start.Epochs;
                break;
            case StepsMade steps:
                double done = (double)steps.Step / ((double)epochs * steps.StepsPerEpoch);
                line.Show($"epoch {steps.Epoch}/{epochs} {LiveLine.Bar(done)}  {ProgressText.Figures(steps, last)}"
                    + (++reports > Unsteady ? $"  {Numbers.Duration(steps.Remaining)} left" : ""));
                break;
            case EpochEnded ended:
                last = ended.Result;
                break;
            case TrainingNotice notice:
                line.Show("");
                error.WriteLine(notice.Text);
                break;
            case TrainingEnded { Result.Reason: not StopReason.Cancelled }:
                line.Show("trained; the baselines follow");
                break;
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Clear() => line.Show("");
}
