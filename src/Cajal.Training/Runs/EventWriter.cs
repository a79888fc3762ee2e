using System.Text;

namespace Cajal.Training;

/// <summary>Appends scalars to a TensorBoard event file (<c>events.out.tfevents.*</c>), protocol buffers written by hand.</summary>
/// <remarks>Source: tensorflow/core/util/event.proto and framework/summary.proto: Event { 1: wall_time, 2: step, 3: file_version, 5:
/// summary }, Summary { 1: value }, Value { 1: tag, 2: simple_value }.</remarks>
internal sealed class EventWriter : IDisposable
{
    private readonly AppendedFile file;
    private readonly MemoryStream bytes = new();

    private EventWriter(AppendedFile file) => this.file = file;

    /// <summary>Bytes so far.</summary>
    public long Length => file.Length;

    /// <summary>Opens an event file, new or after its last whole record, with at most <paramref name="keep"/> of its first bytes.</summary>
    public static EventWriter Open(string path, double wallTime, long keep = long.MaxValue)
    {
        if (File.Exists(path)) keep = Math.Min(keep, EventReader.Read(path).WholeBytes);
        var writer = new EventWriter(AppendedFile.Open(path, keep));
        if (writer.Length == 0)
        {
            writer.bytes.Double(1, wallTime);
            writer.bytes.Bytes(3, "brain.Event:2"u8);
            writer.AppendRecord();
        }
        return writer;
    }

    /// <summary>Adds one value of a curve.</summary>
    /// <param name="tag">The curve, for example <c>validation/loss</c>.</param>
    /// <param name="value">Written as a 32-bit number.</param>
    /// <param name="step">Steps trained so far.</param>
    /// <param name="wallTime">Seconds since 1970.</param>
    public void Append(string tag, double value, long step, double wallTime)
    {
        using var entry = new MemoryStream();
        entry.Bytes(1, Encoding.UTF8.GetBytes(tag));
        entry.Single(2, (float)value);
        using var summary = new MemoryStream();
        summary.Bytes(1, entry.ToArray());
        bytes.Double(1, wallTime);
        bytes.Whole(2, step);
        bytes.Bytes(5, summary.ToArray());
        AppendRecord();
    }

    /// <summary>Waits until the disk has it all.</summary>
    public void Flush() => file.Flush();

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private void AppendRecord()
    {
        file.Append(EventRecord.Frame(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        bytes.SetLength(0);
    }
}
