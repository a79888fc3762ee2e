namespace Cajal;

/// <summary>While it is open on this thread, the values that updates overwrite are noted, and closing it puts them back: a pass can be tried
/// without a trace, its random counters pinned and its running statistics unmoved.</summary>
internal sealed class UpdateJournal : IDisposable
{
    [ThreadStatic]
    private static UpdateJournal? open;

    private readonly Dictionary<Variable, byte[]> before = new(ReferenceEqualityComparer.Instance);
    private readonly UpdateJournal? outer = open;

    public UpdateJournal() => open = this;

    /// <summary>Notes the values of tensors that are about to be written.</summary>
    public static void Note(ReadOnlySpan<Variable> targets)
    {
        if (open is null) return;
        foreach (var target in targets)
        {
            if (open.before.ContainsKey(target)) continue;
            byte[] bytes = new byte[target.Storage.ByteCount];
            target.Device.CopyToHost(target.Storage, bytes);
            open.before.Add(target, bytes);
        }
    }

    public void Dispose()
    {
        foreach (var (target, bytes) in before)
        {
            target.Device.CopyFromHost(bytes, target.Storage);
            target.RawStorage.Version++;
        }
        open = outer;
    }
}
