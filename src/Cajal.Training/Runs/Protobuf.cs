using System.Buffers.Binary;

namespace Cajal.Training;

/// <summary>The four kinds of field the event file needs, in the protocol buffers' wire format.</summary>
/// <remarks>Source: protobuf.dev/programming-guides/encoding.</remarks>
internal static class Protobuf
{
    extension(MemoryStream stream)
    {
        /// <summary>A 64-bit floating-point field.</summary>
        public void Double(int field, double value)
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
            stream.Varint((ulong)(field << 3 | 1));
            stream.Write(bytes);
        }

        /// <summary>A 32-bit floating-point field.</summary>
        public void Single(int field, float value)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            stream.Varint((ulong)(field << 3 | 5));
            stream.Write(bytes);
        }

        /// <summary>A whole number.</summary>
        public void Whole(int field, long value)
        {
            stream.Varint((ulong)(field << 3));
            stream.Varint((ulong)value);
        }

        /// <summary>Bytes: a text or another message.</summary>
        public void Bytes(int field, ReadOnlySpan<byte> value)
        {
            stream.Varint((ulong)(field << 3 | 2));
            stream.Varint((ulong)value.Length);
            stream.Write(value);
        }

        private void Varint(ulong value)
        {
            for (; value >= 0x80; value >>= 7) stream.WriteByte((byte)(value | 0x80));
            stream.WriteByte((byte)value);
        }
    }
}
