namespace Cajal;

/// <summary>Element types of numbers in files. A tensor has five of them; the others become the nearest one that holds all their values.</summary>
public enum StoredType : byte
{
    /// <summary>IEEE 754, 64 bits.</summary>
    Float64,

    /// <summary>IEEE 754, 32 bits.</summary>
    Float32,

    /// <summary>IEEE 754, 16 bits: 1 sign, 5 exponent, 10 fraction.</summary>
    Float16,

    /// <summary>The upper half of a Float32: 1 sign, 8 exponent, 7 fraction.</summary>
    BFloat16,

    /// <summary>8 bits, 1 sign, 4 exponent (bias 7), 3 fraction; no infinities, all ones is no number. Source: Micikevicius et al. (2022), FP8 formats for deep learning.</summary>
    Float8E4M3,

    /// <summary>8 bits, 1 sign, 5 exponent (bias 15), 2 fraction: the upper half of a Float16.</summary>
    Float8E5M2,

    /// <summary>Signed, 64 bits.</summary>
    Int64,

    /// <summary>Signed, 32 bits.</summary>
    Int32,

    /// <summary>Signed, 16 bits.</summary>
    Int16,

    /// <summary>Signed, 8 bits.</summary>
    Int8,

    /// <summary>Unsigned, 64 bits; numbers of 2⁶³ and more have no place in a tensor.</summary>
    UInt64,

    /// <summary>Unsigned, 32 bits.</summary>
    UInt32,

    /// <summary>Unsigned, 16 bits.</summary>
    UInt16,

    /// <summary>Unsigned, 8 bits.</summary>
    UInt8,

    /// <summary>One byte; everything but 0 is true.</summary>
    Bool,
}

/// <summary>Facts about element types of files.</summary>
public static class StoredTypes
{
    /// <summary>Bytes one element takes.</summary>
    public static int Size(this StoredType type) => type switch
    {
        StoredType.Float64 or StoredType.Int64 or StoredType.UInt64 => 8,
        StoredType.Float32 or StoredType.Int32 or StoredType.UInt32 => 4,
        StoredType.Float16 or StoredType.BFloat16 or StoredType.Int16 or StoredType.UInt16 => 2,
        _ => 1,
    };

    /// <summary>The element type of a tensor that holds all its values (of UInt64, those below 2⁶³).</summary>
    public static DType Held(this StoredType type) => type switch
    {
        StoredType.Float64 => DType.Float64,
        StoredType.Float32 or StoredType.Float16 or StoredType.BFloat16 or StoredType.Float8E4M3 or StoredType.Float8E5M2 => DType.Float32,
        StoredType.Int64 or StoredType.UInt64 or StoredType.UInt32 => DType.Int64,
        StoredType.Bool => DType.Bool,
        _ => DType.Int32,
    };

    /// <summary>The type that keeps a tensor's values bit for bit.</summary>
    public static StoredType Stored(this DType type) => type switch
    {
        DType.Float64 => StoredType.Float64,
        DType.Float32 => StoredType.Float32,
        DType.Int64 => StoredType.Int64,
        DType.Int32 => StoredType.Int32,
        _ => StoredType.Bool,
    };
}
