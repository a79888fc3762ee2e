using System.Diagnostics;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>Progress as lines that stay, for logs and pipes: the first epoch, every one or every twentieth of many, and
/// one in ten seconds.</summary>
internal sealed class PlainProgress(TextWriter error) : IProgress<TrainingEvent>
{
    private const int Lines = 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private int epochs = 1;
    private long shown;

    public void Report(TrainingEvent value)
    {
        switch (value)
        {
            case TrainingStarted start:
                epochs = start.Epochs;
                break;
            case EpochEnded { Result: var epoch } when IsShown(epoch.Epoch):
                shown = Stopwatch.GetTimestamp();
                var left = TimeSpan.FromSeconds(epoch.Seconds / epoch.Epoch * (epochs - epoch.Epoch));
                string time = epoch.Epoch < epochs ? $"  {Numbers.Duration(left)} left" : "";
                error.WriteLine($"epoch {epoch.Epoch}/{epochs}  {ProgressText.Figures(epoch)}{time}");
                break;
            case TrainingNotice notice:
                error.WriteLine(notice.Text);
                break;
        }
    }

    private bool IsShown(int epoch) => shown == 0 || Stopwatch.GetElapsedTime(shown) >= Longest || epoch == epochs
        || epoch % Math.Max(1, (epochs + Lines - 1) / Lines) == 0;
}
