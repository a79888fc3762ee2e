namespace Cajal.Benchmarks.Command;

/// <summary>Something this program does.</summary>
/// <param name="Name">The first word of the command.</param>
/// <param name="Summary">What it does, in one line.</param>
/// <param name="Options">Options it understands, with what they take: <c>only NAMES</c>; one without a value stands alone.</param>
/// <param name="Run">Does it; lines for machines go to the writer. Returns the exit code.</param>
internal sealed record Verb(string Name, string Summary, string[] Options, Func<Arguments, TextWriter, int> Run);
