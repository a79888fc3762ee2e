using Cajal.Training;

namespace Cajal.Cli;

/// <summary>Tells a training run as it happens: choices and reasons first, then progress; with a document for machines to follow, only the
/// progress.</summary>
internal sealed class TrainStory : IProgress<TrainingEvent>
{
    private readonly Terminal terminal;
    private readonly bool asJson;
    private readonly LiveProgress? live;
    private readonly IProgress<TrainingEvent> progress;
    private readonly List<string> notes = [];
    private bool hasStepped;

    public TrainStory(Terminal terminal, bool asJson)
    {
        this.terminal = terminal;
        this.asJson = asJson;
        live = terminal.IsLive ? new LiveProgress(terminal.Error, terminal.Width) : null;
        progress = live is null ? new PlainProgress(terminal.Error) : live;
    }

    /// <summary>What was found and decided on the way, one sentence each.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Trains while it is told; the moving line goes away however it ends. Of a training that broke down the Doctor says why.</summary>
    public TRun Tell<TRun>(string folder, Func<TrainStory, TRun> train)
    {
        try
        {
            return train(this);
        }
        catch (RunException) when (hasStepped)
        {
            End();
            if (!asJson) TrainFindings.Write(terminal, TrainFindings.Of(terminal, new RunFolder(folder)), terminal.Shorten(folder));
            throw;
        }
        finally
        {
            End();
        }
    }

    /// <summary>Says of a training that was stopped how it goes on; returns the exit code.</summary>
    public int Stopped(TrainingResult outcome, string folder)
    {
        terminal.Error.WriteLine($"{outcome.Sentence} Nothing is lost; go on with: {terminal.Program} train --resume --run {folder}");
        return ExitCode.Interrupted;
    }

    public void Report(TrainingEvent value)
    {
        hasStepped |= value is StepsMade or EpochEnded;
        if (value is RunPrepared prepared) notes.AddRange(prepared.Notes);
        if (value is TrainingNotice notice) notes.Add(notice.Text);
        if (value is RunPrepared) terminal.StopsItself = true;
        if (value is RunPrepared run && !asJson)
        {
            ChoicesText.Write(terminal, run);
            // Results and progress meet in one terminal, so what was said comes first.
            terminal.Out.Flush();
        }
        progress.Report(value);
    }

    /// <summary>Takes the moving line away.</summary>
    public void End()
    {
        live?.Clear();
    }
}
