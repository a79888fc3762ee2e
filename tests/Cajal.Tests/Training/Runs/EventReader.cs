using System.Text;
using Cajal.Studio;
using Cajal.Training;

namespace Cajal.Tests.Training.Runs;

/// <summary>What stands in an event file; a torn or damaged record ends the reading.</summary>
internal sealed class EventReader
{
    private readonly List<EventScalar> scalars = [];

    private EventReader() { }

    /// <summary>The values in the order they were written.</summary>
    public IReadOnlyList<EventScalar> Scalars => scalars;

    /// <summary>The format the file names in its first record.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Bytes up to the end of the last whole record.</summary>
    public long WholeBytes { get; private set; }

    /// <summary>Reads a file.</summary>
    public static EventReader Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        var reader = new EventReader { WholeBytes = EventRecord.WholeBytes(bytes) };
        for (int at = 0; at < reader.WholeBytes;)
        {
            EventRecord.TryRead(bytes.AsSpan(at), out var data, out int length);
            var record = bytes.AsSpan(at, length)[data];
            for (int place = 0; ProtobufFields.TryRead(record, ref place, out var field);)
                if (field is { Number: 3, Content: { } version }) reader.Version = Encoding.UTF8.GetString(record[version]);
            EventScalars.Read(record, reader.scalars.Add);
            at += length;
        }
        return reader;
    }
}
