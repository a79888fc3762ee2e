using Cajal.Data;
using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>What the Doctor says at the end of a training: findings.json, and a few lines.</summary>
internal static class TrainFindings
{
    /// <summary>Diagnoses a finished run and writes findings.json; null, with a note on standard error, where that cannot be done.</summary>
    public static Verdict? Of(Terminal terminal, RunFolder folder)
    {
        try
        {
            var verdict = folder.Diagnose();
            folder.WriteFindings(verdict);
            return verdict;
        }
        catch (Exception e) when (e is RunException or DatasetException or ArgumentException)
        {
            terminal.Error.WriteLine($"note: the Doctor could not look at the run: {e.Message}");
            return null;
        }
    }

    /// <summary>The headline, a line for each finding, and what to type for more.</summary>
    public static void Write(Terminal terminal, Verdict? verdict, string folder)
    {
        if (verdict is null) return;
        terminal.Out.WriteLine($"Doctor: {verdict.Headline}");
        foreach (var finding in verdict.Findings.Skip(1).Where(f => f.Severity > Severity.Note)) terminal.Out.WriteLine($"  {finding}");
        if (!verdict.IsHealthy) terminal.Out.WriteLine($"  {terminal.Program} diagnose {folder}{(verdict.Tryable.Count > 0 ? " --try" : "")}");
        terminal.Out.WriteLine();
    }
}
