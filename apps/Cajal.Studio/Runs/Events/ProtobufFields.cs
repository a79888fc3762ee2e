using System.Buffers.Binary;

namespace Cajal.Studio;

/// <summary>A field of a message in the protocol buffers' wire format.</summary>
/// <param name="Number">Which field.</param>
/// <param name="Value">A whole number, or the bits of a floating-point one; 0 where there is content.</param>
/// <param name="Content">Where its bytes lie in the message: a text, another message, numbers side by side; null for a number.</param>
internal readonly record struct ProtobufField(int Number, ulong Value, Range? Content);

/// <summary>Reads the fields of a message one by one.</summary>
/// <remarks>Source: protobuf.dev/programming-guides/encoding.</remarks>
internal static class ProtobufFields
{
    /// <summary>The field at a place; false at the end, and where the bytes are no field.</summary>
    /// <param name="bytes">The message.</param>
    /// <param name="at">The place; then that of the next field.</param>
    /// <param name="field">The field.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ref int at, out ProtobufField field)
    {
        field = default;
        if (!TryVarint(bytes, ref at, out ulong key)) return false;
        int number = (int)(key >> 3), width = (key & 7) switch { 1 => 8, 5 => 4, _ => 0 };
        if (width > 0)
        {
            if (bytes.Length - at < width) return false;
            field = new(number, width == 8 ? BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]), null);
            at += width;
            return true;
        }
        if (!TryVarint(bytes, ref at, out ulong value)) return false;
        if ((key & 7) == 0)
        {
            field = new(number, value, null);
            return true;
        }
        if ((key & 7) != 2 || value > (ulong)(bytes.Length - at)) return false;
        field = new(number, 0, new Range(at, at += (int)value));
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
