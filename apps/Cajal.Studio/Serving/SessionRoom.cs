using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Cajal.Studio;

/// <summary>The sessions there are, a bounded number.</summary>
internal sealed class SessionRoom(int most)
{
    private readonly ConcurrentDictionary<string, Session> sessions = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Opens a session; null when there are too many.</summary>
    public Session? Open()
    {
        lock (gate)
        {
            if (sessions.Count >= most) return null;
            var session = new Session(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), ended => sessions.TryRemove(ended.Name, out _));
            sessions[session.Name] = session;
            // One that broke down at once took itself out before it was in.
            if (session.IsOver) sessions.TryRemove(session.Name, out _);
            return session;
        }
    }

    /// <summary>A session by its name.</summary>
    public Session? Find(string name) => sessions.GetValueOrDefault(name);
}
