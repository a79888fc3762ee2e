using Cajal.Training;

namespace Cajal.Cli;

/// <summary>Progress as one line that is written over: epoch, bar, loss, validation metric, examples per second, time left.</summary>
/// <remarks>It goes back to the start of its line and writes blanks over what was there, which every terminal understands.</remarks>
internal sealed class LiveProgress(TextWriter error, int width) : IProgress<TrainingEvent>
{
    private const int BarWidth = 20;

    private EpochResult? last;
    private int epochs = 1, shown;

    public void Report(TrainingEvent value)
    {
        switch (value)
        {
            case TrainingStarted start:
                epochs = start.Epochs;
                break;
            case StepsMade steps:
                double done = (double)steps.Step / ((double)epochs * steps.StepsPerEpoch);
                Show($"epoch {steps.Epoch}/{epochs} {Bar(done)}  {ProgressText.Figures(steps, last)}  {Numbers.Duration(steps.Remaining)} left");
                break;
            case EpochEnded ended:
                last = ended.Result;
                break;
            case TrainingNotice notice:
                Show("");
                error.WriteLine(notice.Text);
                break;
            case TrainingEnded { Result.Reason: not StopReason.Cancelled }:
                Show("trained; the baselines follow");
                break;
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Clear() => Show("");

    private static string Bar(double done)
    {
        int full = (int)Math.Round(Math.Clamp(done, 0, 1) * BarWidth);
        return new string('━', full) + new string('─', BarWidth - full);
    }

    private void Show(string line)
    {
        // A full last column would start a new line.
        if (line.Length > width - 1) line = line[..(width - 1)];
        error.Write('\r' + line.PadRight(shown) + (line.Length == 0 ? "\r" : ""));
        error.Flush();
        shown = line.Length;
    }
}
