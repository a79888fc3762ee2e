namespace Cajal.Training;

/// <summary>What stands in an event file beside curves, as its messages.</summary>
/// <remarks>Source: tensorboard/compat/proto: HistogramProto { 1: min, 2: max, 3: num, 4: sum, 5: sum_squares, 6: bucket_limit, 7: bucket }, SummaryMetadata {
/// 1: PluginData { 1: plugin_name, 2: content } }, TensorProto { 1: dtype, 2: shape { 2: dim { 1: size } }, 8: string_val };
/// tensorboard/plugins/hparams/plugin_data.proto: HParamsPluginData { 3: SessionStartInfo { 1: map of google.protobuf.Value { 2: number, 3: string, 4: bool }, 5:
/// start_time_secs } }.</remarks>
internal static class EventMessages
{
    /// <summary>The tag under which TensorBoard looks for hyper-parameters.</summary>
    public const string SessionStartTag = "_hparams_/session_start_info";

    // Of TensorFlow's types.
    private const int Float = 1, String = 7;

    /// <summary>A HistogramProto; sums are those of the middles of the intervals.</summary>
    public static byte[] Histogram(Histogram value)
    {
        double half = value.Counts.Count == 0 ? 0 : (value.UpperEnd(0) - value.Minimum) / 2;
        var middles = value.Counts.Select((count, i) => (Count: count, At: value.UpperEnd(i) - half)).ToArray();
        using var histogram = new MemoryStream();
        histogram.Double(1, value.Minimum);
        histogram.Double(2, value.Maximum);
        histogram.Double(3, value.Total);
        histogram.Double(4, middles.Sum(m => m.Count * m.At));
        histogram.Double(5, middles.Sum(m => m.Count * m.At * m.At));
        histogram.Doubles(6, value.Counts.Select((_, i) => value.UpperEnd(i)));
        histogram.Doubles(7, value.Counts.Select(count => (double)count));
        return histogram.ToArray();
    }

    /// <summary>A text for the plugin that shows Markdown.</summary>
    public static void Text(MemoryStream entry, string text)
    {
        entry.Message(8, tensor =>
        {
            tensor.Whole(1, String);
            tensor.Message(2, shape => shape.Message(2, dimension => dimension.Whole(1, 1)));
            tensor.Text(8, text);
        });
        entry.Message(9, metadata => metadata.Message(1, plugin => plugin.Text(1, "text")));
    }

    /// <summary>The beginning of a session with its hyper-parameters.</summary>
    public static void SessionStart(MemoryStream entry, IReadOnlyDictionary<string, object> values, double wallTime)
    {
        // An empty tensor: the plugin reads the metadata only, and an entry without a value is passed over.
        entry.Message(8, tensor =>
        {
            tensor.Whole(1, Float);
            tensor.Message(2, shape => shape.Message(2, dimension => dimension.Whole(1, 0)));
        });
        entry.Message(9, metadata => metadata.Message(1, plugin =>
        {
            plugin.Text(1, "hparams");
            plugin.Message(2, data => data.Message(3, session =>
            {
                foreach (var (name, value) in values) session.Message(1, pair =>
                {
                    pair.Text(1, name);
                    pair.Message(2, v => Value(v, value));
                });
                session.Double(5, wallTime);
            }));
        }));
    }

    private static void Value(MemoryStream message, object value)
    {
        switch (value)
        {
            case bool yes: message.Whole(4, yes ? 1 : 0); break;
            case IConvertible number and not string: message.Double(2, number.ToDouble(System.Globalization.CultureInfo.InvariantCulture)); break;
            default: message.Text(3, value.ToString()!); break;
        }
    }
}
