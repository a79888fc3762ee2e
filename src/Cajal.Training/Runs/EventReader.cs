using System.Text;

namespace Cajal.Training;

/// <summary>Reads the scalars of an event file; a torn or damaged record ends the reading.</summary>
internal sealed class EventReader
{
    private const long MostBytes = 1 << 28;

    private readonly List<Scalar> scalars = [];

    private EventReader() { }

    /// <summary>One value of a curve.</summary>
    public readonly record struct Scalar(string Tag, double Value, long Step, double WallTime);

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
            var record = bytes.Slice((int)reader.WholeBytes, length)[data];
            for (int at = 0; ProtobufFields.TryRead(record, ref at, out var field);)
                if (field is { Number: 3, Content: { } version }) reader.Version = Encoding.UTF8.GetString(record[version]);
            EventScalars.Read(record, reader.scalars.Add);
            reader.WholeBytes += length;
        }
        return reader;
    }
}
