namespace Cajal.Benchmarks.Command;

/// <summary>A command that cannot be understood; the message says what was expected.</summary>
internal sealed class CommandException(string message) : Exception(message);
