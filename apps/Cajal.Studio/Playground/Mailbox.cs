using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Cajal.Studio;

/// <summary>Commands that wait for a session, in their order: a bounded number of them, and of their bytes.</summary>
internal sealed class Mailbox
{
    /// <summary>Most commands that wait.</summary>
    public const int MostCommands = 500;

    /// <summary>Most bytes of them, as they came in: eight of the largest.</summary>
    public const int MostBytes = 8 << 20;

    /// <summary>What is said when it is full.</summary>
    public const string Full = "The session is busy, and 500 commands or 8 megabytes of them wait already: this one was left out. Ask again when the page has answered.";

    private readonly ConcurrentQueue<Command> waiting = new();
    private long bytes;

    /// <summary>Whether none waits.</summary>
    public bool IsEmpty => waiting.IsEmpty;

    /// <summary>Puts one in; false when it is full.</summary>
    public bool TryPut(Command command)
    {
        if (waiting.Count >= MostCommands) return false;
        if (Interlocked.Add(ref bytes, command.Bytes) > MostBytes)
        {
            Interlocked.Add(ref bytes, -command.Bytes);
            return false;
        }
        waiting.Enqueue(command);
        return true;
    }

    /// <summary>Takes the first; false when none waits.</summary>
    public bool TryTake([NotNullWhen(true)] out Command? command)
    {
        if (!waiting.TryDequeue(out command)) return false;
        Interlocked.Add(ref bytes, -command.Bytes);
        return true;
    }
}
