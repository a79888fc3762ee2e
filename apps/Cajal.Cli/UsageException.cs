namespace Cajal.Cli;

/// <summary>The command was written wrong; the message says what was received, what was expected and the likely remedy.</summary>
internal sealed class UsageException(string message) : Exception(message);
