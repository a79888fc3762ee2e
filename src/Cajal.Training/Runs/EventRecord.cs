using System.Buffers.Binary;
using System.Numerics;

namespace Cajal.Training;

/// <summary>The frame around one record of an event file: length (8 bytes), its check sum (4), data, its check sum (4), all little
/// endian.</summary>
/// <remarks>Source: tensorflow/core/lib/io/record_writer.h.</remarks>
internal static class EventRecord
{
    /// <summary>Bytes of the frame itself.</summary>
    public const int Overhead = 16;

    /// <summary>The data within its frame.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> data)
    {
        byte[] record = new byte[data.Length + Overhead];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), MaskedCheckSum(record.AsSpan(0, 8)));
        data.CopyTo(record.AsSpan(12));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + data.Length), MaskedCheckSum(data));
        return record;
    }

    /// <summary>The first record in some bytes: where its data lies; false when it is torn or damaged.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Range data, out int length)
    {
        (data, length) = (default, 0);
        if (bytes.Length < Overhead) return false;
        ulong count = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (count > (ulong)(bytes.Length - Overhead)) return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) != MaskedCheckSum(bytes[..8])) return false;
        data = new Range(12, 12 + (int)count);
        length = (int)count + Overhead;
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[data.End.Value..]) == MaskedCheckSum(bytes[data]);
    }

    /// <summary>Bytes up to the end of the last whole record before the first that is torn or damaged.</summary>
    public static long WholeBytes(ReadOnlySpan<byte> bytes)
    {
        int whole = 0;
        while (TryRead(bytes[whole..], out _, out int length)) whole += length;
        return whole;
    }

    /// <summary>CRC-32C, turned by 15 bits and shifted by a constant, so that check sums of check sums stay useful.</summary>
    public static uint MaskedCheckSum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes) crc = BitOperations.Crc32C(crc, b);
        return BitOperations.RotateRight(~crc, 15) + 0xA282EAD8;
    }
}
