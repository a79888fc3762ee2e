using System.Buffers.Binary;
using System.Text;

namespace Cajal.Training;

/// <summary>The kinds of field the event file needs, in the protocol buffers' wire format.</summary>
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

        /// <summary>A text.</summary>
        public void Text(int field, string value) => stream.Bytes(field, Encoding.UTF8.GetBytes(value));

        /// <summary>Another message.</summary>
        public void Message(int field, Action<MemoryStream> write)
        {
            using var inner = new MemoryStream();
            write(inner);
            stream.Bytes(field, inner.GetBuffer().AsSpan(0, (int)inner.Length));
        }

        /// <summary>64-bit floating-point numbers side by side.</summary>
        public void Doubles(int field, IEnumerable<double> values) =>
            stream.Bytes(field, System.Runtime.InteropServices.MemoryMarshal.AsBytes<double>(values.ToArray()));

        private void Varint(ulong value)
        {
            for (; value >= 0x80; value >>= 7) stream.WriteByte((byte)(value | 0x80));
            stream.WriteByte((byte)value);
        }
    }
}
