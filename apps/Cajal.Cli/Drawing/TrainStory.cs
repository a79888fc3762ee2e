using Cajal.Training;

namespace Cajal.Cli;

/// <summary>Tells a training run as it happens: the choices and their reasons first, then progress; for machines, only gathers the notes.</summary>
internal sealed class TrainStory : IProgress<TrainingEvent>
{
    private readonly Terminal terminal;
    private readonly bool isSilent;
    private readonly LiveProgress? live;
    private readonly IProgress<TrainingEvent> progress;
    private readonly List<string> notes = [];

    public TrainStory(Terminal terminal, bool isSilent)
    {
        this.terminal = terminal;
        this.isSilent = isSilent;
        live = terminal.IsLive ? new LiveProgress(terminal.Error, terminal.Width) : null;
        progress = live is null ? new PlainProgress(terminal.Error) : live;
    }

    /// <summary>What was found and decided on the way, one sentence each.</summary>
    public IReadOnlyList<string> Notes => notes;

    public void Report(TrainingEvent value)
    {
        if (value is RunPrepared prepared) notes.AddRange(prepared.Notes);
        if (value is TrainingNotice notice) notes.Add(notice.Text);
        if (isSilent) return;
        if (value is RunPrepared run)
        {
            ChoicesText.Write(terminal.Out, run);
            // Results and progress meet in one terminal, so what was said comes first.
            terminal.Out.Flush();
        }
        progress.Report(value);
    }

    /// <summary>Takes the moving line away.</summary>
    public void End()
    {
        if (!isSilent) live?.Clear();
    }
}
