namespace Cajal.Cli;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    /// <summary>The work is done.</summary>
    public const int Done = 0;

    /// <summary>The work failed: data, disk, training.</summary>
    public const int Failed = 1;

    /// <summary>The command was written wrong: an unknown verb, option, name or size.</summary>
    public const int WrongUse = 2;

    /// <summary>Ctrl-C: 128 + SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>Asked to end: 128 + SIGTERM.</summary>
    public const int Terminated = 143;
}
