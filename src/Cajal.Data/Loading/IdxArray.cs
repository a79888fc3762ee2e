using System.Buffers.Binary;

namespace Cajal.Data;

/// <summary>The content of an IDX file: sizes along the axes, the type of its numbers, and their bytes as they stand in the file
/// (big-endian).</summary>
internal sealed record IdxArray(string Path, IdxType Type, int[] Sizes, byte[] Bytes)
{
    /// <summary>Number of examples: the size of the first axis.</summary>
    public int Count => Sizes[0];

    /// <summary>Element i as a number.</summary>
    public double this[int i] => Type switch
    {
        IdxType.UInt8 => Bytes[i],
        IdxType.Int8 => (sbyte)Bytes[i],
        IdxType.Int16 => BinaryPrimitives.ReadInt16BigEndian(Bytes.AsSpan(2 * i)),
        IdxType.Int32 => BinaryPrimitives.ReadInt32BigEndian(Bytes.AsSpan(4 * i)),
        IdxType.Float32 => BinaryPrimitives.ReadSingleBigEndian(Bytes.AsSpan(4 * i)),
        _ => BinaryPrimitives.ReadDoubleBigEndian(Bytes.AsSpan(8 * i)),
    };

    /// <summary>Whether the numbers are whole by their type.</summary>
    public bool IsWhole => Type is not (IdxType.Float32 or IdxType.Float64);
}

/// <summary>The type byte of an IDX header (third byte of the magic number).</summary>
internal enum IdxType : byte
{
    UInt8 = 0x08,
    Int8 = 0x09,
    Int16 = 0x0b,
    Int32 = 0x0c,
    Float32 = 0x0d,
    Float64 = 0x0e,
}
