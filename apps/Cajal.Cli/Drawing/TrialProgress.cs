using Cajal.Training;

namespace Cajal.Cli;

/// <summary>A line that says where a trial stands, while somebody watches.</summary>
internal sealed class TrialProgress(Terminal terminal) : IProgress<TrainingEvent>
{
    private bool isWritten;
    private long told;

    public void Report(TrainingEvent value)
    {
        if (!terminal.IsLive || value is not EpochEnded ended || Environment.TickCount64 - told < 200) return;
        (told, isWritten) = (Environment.TickCount64, true);
        terminal.Error.Write($"\rtrying: {ended.Result}".PadRight(terminal.Width - 1)[..(terminal.Width - 1)]);
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (isWritten) terminal.Error.Write($"\r{new string(' ', terminal.Width - 1)}\r");
        isWritten = false;
    }
}
