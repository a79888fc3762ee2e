using System.Buffers.Binary;
using System.Text;

namespace Cajal.Training;

/// <summary>Reads the scalars of an event file; a torn or damaged record ends the reading.</summary>
internal sealed class EventReader
{
    private const long MostBytes = 1 << 28;

    private readonly List<Scalar> scalars = [];

    private EventReader() { }

    /// <summary>One value of a curve.</summary>
    public readonly record struct Scalar(string Tag, float Value, long Step, double WallTime);

    /// <summary>The values in the order they were written.</summary>
    public IReadOnlyList<Scalar> Scalars => scalars;

    /// <summary>The format the file names in its first record.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Bytes up to the end of the last whole record.</summary>
    public long WholeBytes { get; private set; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="RunException">The file is missing or unreadable.</exception>
    public static EventReader Read(string path)
    {
        ReadOnlySpan<byte> bytes = AtomicFile.Read(path, MostBytes);
        var reader = new EventReader();
        while (EventRecord.TryRead(bytes[(int)reader.WholeBytes..], out var data, out int length))
        {
            reader.ReadEvent(bytes.Slice((int)reader.WholeBytes, length)[data]);
            reader.WholeBytes += length;
        }
        return reader;
    }

    private void ReadEvent(ReadOnlySpan<byte> bytes)
    {
        double wallTime = 0;
        long step = 0;
        Range summary = default;
        for (int at = 0; TryField(bytes, ref at, out int field, out ulong number, out var content);)
        {
            switch (field)
            {
                case 1: wallTime = BitConverter.UInt64BitsToDouble(number); break;
                case 2: step = (long)number; break;
                case 3: Version = Encoding.UTF8.GetString(bytes[content]); break;
                case 5: summary = content; break;
            }
        }
        bytes = bytes[summary];
        for (int at = 0; TryField(bytes, ref at, out _, out _, out var entry);) ReadValue(bytes[entry], step, wallTime);
    }

    private void ReadValue(ReadOnlySpan<byte> bytes, long step, double wallTime)
    {
        string tag = "";
        float? value = null;
        for (int at = 0; TryField(bytes, ref at, out int field, out ulong number, out var content);)
        {
            if (field == 1) tag = Encoding.UTF8.GetString(bytes[content]);
            if (field == 2) value = BitConverter.UInt32BitsToSingle((uint)number);
        }
        // Histograms and texts have no single value.
        if (value is { } number32) scalars.Add(new Scalar(tag, number32, step, wallTime));
    }

    private static bool TryField(ReadOnlySpan<byte> bytes, ref int at, out int field, out ulong number, out Range content)
    {
        (field, number, content) = (0, 0, default);
        if (!TryVarint(bytes, ref at, out ulong key)) return false;
        field = (int)(key >> 3);
        int width = (key & 7) switch { 1 => 8, 5 => 4, _ => 0 };
        if (width > 0)
        {
            if (bytes.Length - at < width) return false;
            number = width == 8 ? BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..])
                : BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
            at += width;
            return true;
        }
        if (!TryVarint(bytes, ref at, out number)) return false;
        if ((key & 7) != 2) return (key & 7) == 0;
        if (number > (ulong)(bytes.Length - at)) return false;
        content = new Range(at, at += (int)number);
        return true;
    }

    private static bool TryVarint(ReadOnlySpan<byte> bytes, ref int at, out ulong value)
    {
        value = 0;
        for (int shift = 0; at < bytes.Length && shift < 64; shift += 7)
        {
            byte b = bytes[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return true;
        }
        return false;
    }
}
