using System.Buffers.Binary;
using System.Text;

namespace Cajal.Studio;

/// <summary>One value of a curve.</summary>
/// <param name="Tag">Which curve.</param>
/// <param name="Value">The value.</param>
/// <param name="Step">Steps trained by then.</param>
/// <param name="WallTime">Seconds since 1970.</param>
internal readonly record struct EventScalar(string Tag, double Value, long Step, double WallTime);

/// <summary>The single numbers in the record of an event file, as a simple value or as a tensor of one number; histograms, pictures and texts are passed over.</summary>
/// <remarks>Source: tensorboard/compat/proto: Event { 1: wall_time, 2: step, 5: Summary { 1: Value { 1: tag, 2: simple_value, 8: TensorProto { 1: dtype, 2: shape { 2: dim { 1: size } },
/// 4: tensor_content, 5: float_val, 6: double_val, 7: int_val, 10: int64_val } } } }.</remarks>
internal static class EventScalars
{
    // Of TensorFlow's types.
    private const ulong Float = 1, Double = 2, Int32 = 3, Int64 = 9;

    /// <summary>Hands on the numbers of a record.</summary>
    /// <param name="record">Its data, an Event.</param>
    /// <param name="take">Is told each.</param>
    public static void Read(ReadOnlySpan<byte> record, Action<EventScalar> take)
    {
        double wallTime = 0;
        long step = 0;
        Range summary = default;
        for (int at = 0; ProtobufFields.TryRead(record, ref at, out var field);)
        {
            switch (field)
            {
                case { Number: 1, Content: null }: wallTime = BitConverter.UInt64BitsToDouble(field.Value); break;
                case { Number: 2, Content: null }: step = (long)field.Value; break;
                case { Number: 5, Content: { } content }: summary = content; break;
            }
        }
        var values = record[summary];
        for (int at = 0; ProtobufFields.TryRead(values, ref at, out var field);)
        {
            if (field is { Number: 1, Content: { } entry } && TryValue(values[entry], out string tag, out double value)) take(new(tag, value, step, wallTime));
        }
    }

    private static bool TryValue(ReadOnlySpan<byte> bytes, out string tag, out double value)
    {
        (tag, value) = ("", 0);
        bool isNumber = false;
        for (int at = 0; ProtobufFields.TryRead(bytes, ref at, out var field);)
        {
            switch (field)
            {
                case { Number: 1, Content: { } name }: tag = Encoding.UTF8.GetString(bytes[name]); break;
                case { Number: 2, Content: null }: (value, isNumber) = (BitConverter.UInt32BitsToSingle((uint)field.Value), true); break;
                case { Number: 8, Content: { } tensor }: isNumber |= TryTensor(bytes[tensor], out value); break;
            }
        }
        return isNumber;
    }

    private static bool TryTensor(ReadOnlySpan<byte> bytes, out double value)
    {
        value = 0;
        ulong type = 0;
        bool isOne = true;
        ReadOnlySpan<byte> raw = default, numbers = default;
        ulong? single = null;
        for (int at = 0; ProtobufFields.TryRead(bytes, ref at, out var field);)
        {
            switch (field)
            {
                case { Number: 1, Content: null }: type = field.Value; break;
                case { Number: 2, Content: { } shape }: isOne = IsOne(bytes[shape]); break;
                case { Number: 4, Content: { } content }: raw = bytes[content]; break;
                case { Number: 5 or 6 or 7 or 10, Content: { } content }: numbers = bytes[content]; break;
                case { Number: 5 or 6 or 7 or 10 }: single = field.Value; break;
            }
        }
        int width = type switch { Float or Int32 => 4, Double or Int64 => 8, _ => 0 };
        if (width == 0 || !isOne) return false;
        if (raw.Length == width) single = width == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(raw) : BinaryPrimitives.ReadUInt64LittleEndian(raw);
        else if (single is null && !TryOnly(numbers, type, width, out single)) return false;
        value = type switch
        {
            Float => BitConverter.UInt32BitsToSingle((uint)single!.Value),
            Double => BitConverter.UInt64BitsToDouble(single!.Value),
            Int32 => (int)single!.Value,
            _ => (long)single!.Value,
        };
        return true;
    }

    // Numbers side by side: floating-point ones at their width, whole ones as they stand alone.
    private static bool TryOnly(ReadOnlySpan<byte> numbers, ulong type, int width, out ulong? only)
    {
        only = null;
        if (type is Float or Double)
        {
            if (numbers.Length == width) only = width == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(numbers) : BinaryPrimitives.ReadUInt64LittleEndian(numbers);
        }
        else if (numbers.Length > 0)
        {
            int at = 0;
            // A whole number is read as the value of field 0.
            if (ProtobufFields.TryRead([0, .. numbers], ref at, out var field) && at == numbers.Length + 1) only = field.Value;
        }
        return only is not null;
    }

    // A shape without axes, or of axes of 1.
    private static bool IsOne(ReadOnlySpan<byte> shape)
    {
        for (int at = 0; ProtobufFields.TryRead(shape, ref at, out var field);)
        {
            if (field is not { Number: 2, Content: { } content }) continue;
            var dimension = shape[content];
            // A size of 0 is not written.
            ulong size = 0;
            for (int inner = 0; ProtobufFields.TryRead(dimension, ref inner, out var part);)
                if (part is { Number: 1, Content: null }) size = part.Value;
            if (size != 1) return false;
        }
        return true;
    }
}
