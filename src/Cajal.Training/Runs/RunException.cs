namespace Cajal.Training;

/// <summary>Something about a run went wrong that the user can mend: a damaged file, a full disk, a folder that is no run. The message is
/// one sentence for people; the command line prints it as it is.</summary>
public sealed class RunException : Exception
{
    /// <summary>What happened, what was expected and what to do.</summary>
    public RunException(string message) : base(message) { }

    /// <summary>What happened, with the technical cause beneath.</summary>
    public RunException(string message, Exception cause) : base(message, cause) { }
}
