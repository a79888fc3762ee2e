using System.Text;
using Cajal.Data;

namespace Cajal.Fetch;

/// <summary>The part of a file that has come in so far, and beside it what it is a part of, so that another run of the program can go on with it.</summary>
internal sealed class PartFile : IDisposable
{
    private readonly string origin;
    private readonly FileStream stream;

    private PartFile(string path, string address, FileStream stream)
    {
        (Path, Address, this.stream, origin) = (path, address, stream, path + ".from");
        if (stream.Length > 0 && !TryReadOrigin()) Restart(null, false);
        stream.Seek(0, SeekOrigin.End);
    }

    public string Path { get; }

    public string Address { get; }

    public long Length => stream.Length;

    /// <summary>What the server calls this version of the file: an entity tag, or a date; null when it does not say.</summary>
    public string? Version { get; private set; }

    /// <summary>Whether the bytes are packed by gzip for the way.</summary>
    public bool IsPacked { get; private set; }

    /// <exception cref="DatasetException">It cannot be written, or another program is at it.</exception>
    public static PartFile Open(string path, string address)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        }
        catch (IOException error) when (File.Exists(path))
        {
            throw new DatasetException($"'{path}' cannot be opened; another program seems to download the same file. Wait for it, or end it.", error);
        }
        return new PartFile(path, address, stream);
    }

    /// <summary>Starts with nothing, as a part of the given version.</summary>
    public void Restart(string? version, bool isPacked)
    {
        stream.SetLength(0);
        (Version, IsPacked) = (version, isPacked);
        File.WriteAllText(origin, $"{Address}\n{version}\n{(isPacked ? "gzip" : "")}\n", Encoding.UTF8);
    }

    public void Add(ReadOnlySpan<byte> bytes) => stream.Write(bytes);

    /// <summary>Hands the bytes to the disk and lets go of the file, which is whole.</summary>
    public void Close()
    {
        stream.Flush(flushToDisk: true);
        stream.Dispose();
    }

    /// <summary>Takes both files away.</summary>
    public void Delete()
    {
        stream.Dispose();
        File.Delete(Path);
        File.Delete(origin);
    }

    /// <summary>Lets go of the file; an empty part is taken away.</summary>
    public void Dispose()
    {
        if (stream is { CanRead: true, Length: 0 }) Delete();
        else stream.Dispose();
    }

    private bool TryReadOrigin()
    {
        if (!File.Exists(origin) || new FileInfo(origin).Length > 1 << 16) return false;
        string[] lines = File.ReadAllLines(origin);
        if (lines.Length != 3 || lines[0] != Address) return false;
        (Version, IsPacked) = (lines[1].Length == 0 ? null : lines[1], lines[2] == "gzip");
        return true;
    }
}
