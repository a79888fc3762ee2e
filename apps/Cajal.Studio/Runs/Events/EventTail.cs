using System.Buffers.Binary;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>Reads the scalars of an event file that grows: each whole record once, what is cut off at the end when it is there. It holds one record at a time.</summary>
/// <param name="path">The file.</param>
internal sealed class EventTail(string path)
{
    // What is longer holds pictures or a graph; their bytes are not read.
    private const int MostBytes = 4 << 20, Header = 12, Footer = 4, KnownBytes = 16;

    private byte[] buffer = new byte[1 << 12];
    private byte[] known = [];

    /// <summary>Bytes that were read, up to the end of a record.</summary>
    public long Done { get; private set; }

    /// <summary>Records whose data do not fit their check sum; they were passed over.</summary>
    public int Damaged { get; private set; }

    /// <summary>Why the rest of the file cannot be read, in a sentence; null when it can.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Reads what is new. False when the file is another one than before, or was cut back: then what it gave counts no more.</summary>
    /// <param name="take">Is told each value.</param>
    /// <exception cref="RunException">The file is gone, or cannot be read.</exception>
    public bool Update(Action<EventScalar> take)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
            if (!EndsAsBefore(stream)) return false;
            long length = stream.Length;
            stream.Position = Done;
            while (Next(stream, length, take)) { }
            return true;
        }
        catch (Exception e) when (DiskTrouble.Caused(e))
        {
            throw DiskTrouble.Reading(path, e);
        }
    }

    private bool Next(FileStream stream, long length, Action<EventScalar> take)
    {
        Trouble = null;
        if (length - Done < Header + Footer) return false;
        Span<byte> header = stackalloc byte[Header];
        stream.ReadExactly(header);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[8..]) != EventRecord.MaskedCheckSum(header[..8]))
        {
            Trouble = $"'{Path.GetFileName(path)}' is no event file, or is damaged at byte {Done}: the length of the record there does not fit its check sum. What stands before it is shown.";
            return false;
        }
        ulong count = BinaryPrimitives.ReadUInt64LittleEndian(header);
        if (count > (ulong)(length - Done - Header - Footer)) return false;
        long end = Done + Header + (long)count + Footer;
        if (count <= MostBytes)
        {
            int rest = (int)count + Footer;
            if (buffer.Length < rest) buffer = new byte[Math.Max(rest, Math.Min(buffer.Length * 2, MostBytes + Footer))];
            stream.ReadExactly(buffer, 0, rest);
            var data = buffer.AsSpan(0, (int)count);
            if (BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan((int)count)) == EventRecord.MaskedCheckSum(data)) EventScalars.Read(data, take);
            // The last record may still be in the making.
            else if (end == length) return false;
            else Damaged++;
            known = buffer[Math.Max(0, rest - KnownBytes)..rest];
        }
        else
        {
            known = [];
            stream.Position = end;
        }
        Done = end;
        return true;
    }

    // The last bytes that were read still stand there, or it is another file.
    private bool EndsAsBefore(FileStream stream)
    {
        if (stream.Length < Done) return false;
        Span<byte> there = stackalloc byte[known.Length];
        stream.Position = Done - known.Length;
        return stream.ReadAtLeast(there, known.Length, throwOnEndOfStream: false) == known.Length && there.SequenceEqual(known);
    }
}
