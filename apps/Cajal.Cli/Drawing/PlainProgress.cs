using Cajal.Training;

namespace Cajal.Cli;

/// <summary>Progress as lines that stay, for logs and pipes: every epoch, or every twentieth of many.</summary>
internal sealed class PlainProgress(TextWriter error) : IProgress<TrainingEvent>
{
    private const int Lines = 20;
    private int epochs = 1;

    public void Report(TrainingEvent value)
    {
        switch (value)
        {
            case TrainingStarted start:
                epochs = start.Epochs;
                break;
            case EpochEnded { Result: var epoch } when IsShown(epoch.Epoch):
                error.WriteLine($"epoch {epoch.Epoch}/{epochs}  {ProgressText.Figures(epoch)}  {Numbers.Whole((long)epoch.ExamplesPerSecond)} examples/s"
                    + (epoch.Epoch < epochs ? $"  {Numbers.Duration(TimeSpan.FromSeconds(epoch.Seconds / epoch.Epoch * (epochs - epoch.Epoch)))} left" : ""));
                break;
            case TrainingNotice notice:
                error.WriteLine(notice.Text);
                break;
        }
    }

    private bool IsShown(int epoch) => epoch == 1 || epoch == epochs || epoch % Math.Max(1, (epochs + Lines - 1) / Lines) == 0;
}
