using Cajal.Training;

namespace Cajal.Studio;

/// <summary>Reads a file of lines that grows, each byte once: what was appended since the last look, up to the last whole line. A file that was cut back or replaced is read
/// anew.</summary>
internal abstract class GrowingFile(string path)
{
    private const int Part = 1 << 20, TailBytes = 64, LongestLine = 16 << 20;

    private byte[] tail = [];

    /// <summary>Bytes that were read, up to the end of a line.</summary>
    public long Read { get; private set; }

    /// <summary>The file.</summary>
    protected string Path => path;

    /// <summary>Reads what is new.</summary>
    /// <exception cref="RunException">A line is damaged, or there are too many; the next look begins anew.</exception>
    public void Update()
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (stream.Length < Read || !EndsAsBefore(stream)) Forget();
            ReadOn(stream);
        }
        catch (Exception e) when (DiskTrouble.Caused(e))
        {
            Forget();
            if (e is not (FileNotFoundException or DirectoryNotFoundException)) throw DiskTrouble.Reading(path, e);
        }
        catch (RunException)
        {
            Forget();
            throw;
        }
    }

    /// <summary>A line without its end.</summary>
    /// <param name="line">Its bytes.</param>
    /// <param name="at">Where in the file it begins.</param>
    protected abstract void Take(ReadOnlySpan<byte> line, long at);

    /// <summary>Forgets all lines.</summary>
    protected abstract void Clear();

    private void Forget()
    {
        (Read, tail) = (0, []);
        Clear();
    }

    private void ReadOn(FileStream stream)
    {
        var buffer = new byte[(int)Math.Min(Part, Math.Max(1, stream.Length - Read))];
        int kept = 0;
        while (true)
        {
            stream.Position = Read + kept;
            int got = stream.Read(buffer, kept, buffer.Length - kept);
            if (got == 0) return;
            var rest = buffer.AsSpan(0, kept + got);
            for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
            {
                Take(rest[..end].TrimEnd((byte)'\r'), Read);
                Read += end + 1;
                Remember(rest[..(end + 1)]);
            }
            if (rest.Length == buffer.Length)
            {
                if (buffer.Length > LongestLine) throw new RunException($"'{path}' has a line of more than {LongestLine} bytes. The file was edited or damaged.");
                Array.Resize(ref buffer, buffer.Length * 2);
                kept = rest.Length;
            }
            else
            {
                kept = rest.Length;
                rest.CopyTo(buffer);
            }
        }
    }

    // The last bytes that were read still stand there, or it is another file.
    private bool EndsAsBefore(FileStream stream)
    {
        Span<byte> there = stackalloc byte[TailBytes];
        stream.Position = Read - tail.Length;
        return stream.ReadAtLeast(there[..tail.Length], tail.Length, throwOnEndOfStream: false) == tail.Length && there[..tail.Length].SequenceEqual(tail);
    }

    private void Remember(ReadOnlySpan<byte> line) => tail = line[^Math.Min(TailBytes, line.Length)..].ToArray();
}
