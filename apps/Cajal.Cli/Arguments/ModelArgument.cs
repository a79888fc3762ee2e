using System.CommandLine;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>The RUN that a verb reads: the folder of a run, finished or not, or a saved model.</summary>
internal static class ModelArgument
{
    public static Argument<string> Create() => new("run") { HelpName = "RUN", Description = "the folder of a run that train has made, or of a model." };

    /// <summary>The model, and its run where there is one; says so when it is not finished.</summary>
    public static (TrainedModel Model, Run? Run) Load(Terminal terminal, string path)
    {
        string folder = RunPlace.Existing(terminal, path);
        if (!new RunFolder(folder).HasRun) return (TrainedModel.Load(folder), null);
        var run = Run.Load(folder);
        if (run.Notice is { } notice) terminal.Error.WriteLine(notice);
        return (run.Model, run);
    }
}
