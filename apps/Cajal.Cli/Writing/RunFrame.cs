using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>What every training says at its end, around the figures of its kind: how it went, what was chosen, where it is kept and what can be done with it.</summary>
internal static class RunFrame
{
    public static void Open(Terminal terminal, TrainingResult outcome, Recipe recipe)
    {
        terminal.Out.WriteLine($"{outcome.Sentence} It took {Numbers.Duration(TimeSpan.FromSeconds(outcome.Seconds))}.");
        foreach (var (choice, reason) in recipe.Reasons ?? new Dictionary<string, string>()) terminal.Out.WriteLine($"{choice}: {reason}");
        terminal.Out.WriteLine();
    }

    /// <param name="terminal">Where it is said.</param>
    /// <param name="verdict">What the Doctor says; null where it could not look.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="next">Commands for it, without the program's name.</param>
    public static void Close(Terminal terminal, Verdict? verdict, string folder, params ReadOnlySpan<string> next)
    {
        TrainFindings.Write(terminal, verdict, folder);
        terminal.Out.WriteLine($"The run is kept in {folder}, its report in {folder}/report.html. Next:");
        foreach (string command in next) terminal.Out.WriteLine($"  {terminal.Program} {command}");
    }
}
