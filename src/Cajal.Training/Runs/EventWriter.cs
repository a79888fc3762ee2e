namespace Cajal.Training;

/// <summary>Appends scalars, histograms, texts, hyper-parameters and a graph to a TensorBoard event file (<c>events.out.tfevents.*</c>), protocol buffers
/// written by hand.</summary>
/// <remarks>Source: tensorflow/core/util/event.proto and framework/summary.proto: Event { 1: wall_time, 2: step, 3: file_version, 4:
/// graph_def, 5: summary }, Summary { 1: value }, Value { 1: tag, 2: simple_value, 5: histo, 8: tensor, 9: metadata }.</remarks>
internal sealed class EventWriter : IDisposable
{
    private const long MostBytes = 1 << 28;

    private readonly AppendedFile file;
    private readonly MemoryStream bytes = new();

    private EventWriter(AppendedFile file) => this.file = file;

    /// <summary>Bytes so far.</summary>
    public long Length => file.Length;

    /// <summary>Opens an event file, new or after its last whole record, with at most <paramref name="keep"/> of its first bytes.</summary>
    public static EventWriter Open(string path, double wallTime, long keep = long.MaxValue)
    {
        if (File.Exists(path)) keep = Math.Min(keep, EventRecord.WholeBytes(AtomicFile.Read(path, MostBytes)));
        var file = AppendedFile.Open(path, keep);
        var writer = new EventWriter(file) { IsNew = file.Length == 0 };
        if (writer.IsNew)
        {
            writer.bytes.Double(1, wallTime);
            writer.bytes.Bytes(3, "brain.Event:2"u8);
            writer.AppendRecord();
        }
        return writer;
    }

    /// <summary>True when the file began with this writer.</summary>
    public bool IsNew { get; private init; }

    /// <summary>Adds one value of a curve.</summary>
    /// <param name="tag">The curve, for example <c>validation/loss</c>.</param>
    /// <param name="value">Written as a 32-bit number.</param>
    /// <param name="step">Steps trained so far.</param>
    /// <param name="wallTime">Seconds since 1970.</param>
    public void Append(string tag, double value, long step, double wallTime) =>
        AppendValue(tag, entry => entry.Single(2, (float)value), step, wallTime);

    /// <summary>Adds one histogram of a series.</summary>
    public void Append(string tag, Histogram value, long step, double wallTime) =>
        AppendValue(tag, entry => entry.Bytes(5, EventMessages.Histogram(value)), step, wallTime);

    /// <summary>Adds a text in Markdown.</summary>
    public void Append(string tag, string text, double wallTime) => AppendValue(tag, entry => EventMessages.Text(entry, text), 0, wallTime);

    /// <summary>Says what the run was told: numbers and texts by name.</summary>
    public void AppendHyperParameters(IReadOnlyDictionary<string, object> values, double wallTime) =>
        AppendValue(EventMessages.SessionStartTag, entry => EventMessages.SessionStart(entry, values, wallTime), 0, wallTime);

    /// <summary>Adds the graph of the network, a GraphDef.</summary>
    public void AppendGraph(ReadOnlySpan<byte> graph, double wallTime)
    {
        bytes.Double(1, wallTime);
        bytes.Bytes(4, graph);
        AppendRecord();
    }

    /// <summary>Waits until the disk has it all.</summary>
    public void Flush() => file.Flush();

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private void AppendValue(string tag, Action<MemoryStream> content, long step, double wallTime)
    {
        bytes.Double(1, wallTime);
        bytes.Whole(2, step);
        bytes.Message(5, summary => summary.Message(1, entry =>
        {
            entry.Text(1, tag);
            content(entry);
        }));
        AppendRecord();
    }

    private void AppendRecord()
    {
        file.Append(EventRecord.Frame(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        bytes.SetLength(0);
    }
}
