namespace Cajal.Training;

/// <summary>A file that only grows, record by record. A process that dies can leave a torn last record; readers ignore it, and resume cuts
/// the file back to the length a checkpoint remembers.</summary>
internal sealed class AppendedFile : IDisposable
{
    private readonly string path;
    private readonly FileStream stream;

    private AppendedFile(string path, FileStream stream)
    {
        this.path = path;
        this.stream = stream;
    }

    /// <summary>Bytes so far.</summary>
    public long Length => stream.Length;

    /// <summary>Opens a file, new or at its end, with at most <paramref name="keep"/> of its first bytes.</summary>
    /// <exception cref="RunException">The disk is full, the folder is read-only or missing.</exception>
    public static AppendedFile Open(string path, long keep = long.MaxValue) => Guard(path, () =>
    {
        // No buffer: a record goes to the operating system in one call, so that only a power cut can tear it.
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 0);
        if (stream.Length > keep) stream.SetLength(keep);
        stream.Seek(0, SeekOrigin.End);
        return new AppendedFile(path, stream);
    });

    /// <summary>Adds one record.</summary>
    /// <exception cref="RunException">The disk is full.</exception>
    public void Append(ReadOnlySpan<byte> record)
    {
        try
        {
            stream.Write(record);
        }
        catch (Exception e) when (DiskTrouble.Caused(e))
        {
            throw DiskTrouble.Writing(path, e);
        }
    }

    /// <summary>Waits until the disk has it all; called before a checkpoint remembers the length.</summary>
    public void Flush() => Guard(path, () =>
    {
        stream.Flush(flushToDisk: true);
        return true;
    });

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (DiskTrouble.Caused(e))
        {
            throw DiskTrouble.Writing(path, e);
        }
    }
}
