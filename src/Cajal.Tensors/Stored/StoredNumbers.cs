using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Cajal;

/// <summary>Numbers of a file as a tensor, and back.</summary>
public static class StoredNumbers
{
    private const int Part = 1 << 16;

    /// <summary>Reads shape.Count numbers in row-major order.</summary>
    /// <param name="stream">Stands at the first number.</param>
    /// <param name="type">How they are stored; the tensor's type is <see cref="StoredTypes.Held"/>.</param>
    /// <param name="shape">Shape of the tensor.</param>
    /// <param name="bigEndian">True where the byte of most weight comes first.</param>
    /// <exception cref="EndOfStreamException">The stream ends before.</exception>
    /// <exception cref="OverflowException">An unsigned number of 2⁶³ or more.</exception>
    public static Tensor Read(Stream stream, StoredType type, Shape shape, bool bigEndian = false) => type.Held() switch
    {
        DType.Float64 => Read<double>(stream, type, shape, bigEndian),
        DType.Float32 => Read<float>(stream, type, shape, bigEndian),
        DType.Int64 => Read<long>(stream, type, shape, bigEndian),
        DType.Int32 => Read<int>(stream, type, shape, bigEndian),
        _ => Read<bool>(stream, type, shape, bigEndian),
    };

    /// <summary>Writes the numbers of a tensor in row-major order, little endian.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensor">Views are allowed.</param>
    /// <param name="type">How to store them: the tensor's own type, or for floats Float16 or BFloat16, rounded to the nearest (ties to even).</param>
    /// <exception cref="ArgumentException">Another type.</exception>
    public static void Write(Stream stream, Tensor tensor, StoredType type)
    {
        if (type == tensor.DType.Stored())
        {
            switch (tensor.DType)
            {
                case DType.Float32: Write<float>(stream, tensor); return;
                case DType.Float64: Write<double>(stream, tensor); return;
                case DType.Int32: Write<int>(stream, tensor); return;
                case DType.Int64: Write<long>(stream, tensor); return;
                default: Write<bool>(stream, tensor); return;
            }
        }
        if (!CanStore(tensor.DType, type))
            throw new ArgumentException($"{tensor.DType} cannot be stored as {type}; take {tensor.DType.Stored()}, or for floats Float16 or BFloat16.");
        double[] values = tensor.DType == DType.Float64 ? tensor.ToArray<double>() : Array.ConvertAll(tensor.ToArray<float>(), v => (double)v);
        var bits = new ushort[Math.Min(values.Length, Part)];
        for (int at = 0; at < values.Length; at += bits.Length)
        {
            var part = values.AsSpan(at, Math.Min(bits.Length, values.Length - at));
            for (int i = 0; i < part.Length; i++) bits[i] = type == StoredType.Float16 ? BitConverter.HalfToUInt16Bits((Half)part[i]) : BrainBits(part[i]);
            if (!BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(bits, bits);
            stream.Write(MemoryMarshal.AsBytes(bits.AsSpan(0, part.Length)));
        }
    }

    /// <summary>Whether a tensor of a type can be stored as another.</summary>
    public static bool CanStore(DType of, StoredType type) => type == of.Stored() || of.IsFloat() && type is StoredType.Float16 or StoredType.BFloat16;

    private static Tensor Read<T>(Stream stream, StoredType type, Shape shape, bool bigEndian) where T : unmanaged
    {
        var values = new T[shape.Count];
        int size = type.Size();
        bool isReversed = size > 1 && bigEndian == BitConverter.IsLittleEndian;
        if (type == DTypes.Of<T>().Stored() && !isReversed && type != StoredType.Bool)
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            return Tensor.Wrap(values, shape);
        }
        byte[] bytes = new byte[Math.Min((long)values.Length * size, Part)];
        for (int at = 0; at < values.Length;)
        {
            int count = Math.Min(bytes.Length / size, values.Length - at);
            var part = bytes.AsSpan(0, count * size);
            stream.ReadExactly(part);
            if (isReversed)
                for (int i = 0; i < count; i++) part.Slice(i * size, size).Reverse();
            Widen(part, type, MemoryMarshal.AsBytes(values.AsSpan(at, count)));
            at += count;
        }
        return Tensor.Wrap(values, shape);
    }

    // Bytes in this machine's order; `into` has room for the type that holds them.
    private static void Widen(ReadOnlySpan<byte> bytes, StoredType type, Span<byte> into)
    {
        switch (type)
        {
            case StoredType.Float16: Each<Half, float>(bytes, into, v => (float)v); break;
            case StoredType.BFloat16: Each<ushort, float>(bytes, into, v => BitConverter.UInt32BitsToSingle((uint)v << 16)); break;
            case StoredType.Float8E4M3: Each<byte, float>(bytes, into, OfE4M3); break;
            case StoredType.Float8E5M2: Each<byte, float>(bytes, into, v => (float)BitConverter.UInt16BitsToHalf((ushort)(v << 8))); break;
            case StoredType.Int16: Each<short, int>(bytes, into, v => v); break;
            case StoredType.Int8: Each<sbyte, int>(bytes, into, v => v); break;
            case StoredType.UInt16: Each<ushort, int>(bytes, into, v => v); break;
            case StoredType.UInt8: Each<byte, int>(bytes, into, v => v); break;
            case StoredType.UInt32: Each<uint, long>(bytes, into, v => v); break;
            case StoredType.UInt64: Each<ulong, long>(bytes, into, v => checked((long)v)); break;
            case StoredType.Bool: Each<byte, byte>(bytes, into, v => v == 0 ? (byte)0 : (byte)1); break;
            default: bytes.CopyTo(into); break;
        }
    }

    private static void Each<TFrom, TTo>(ReadOnlySpan<byte> bytes, Span<byte> into, Func<TFrom, TTo> widen) where TFrom : unmanaged where TTo : unmanaged
    {
        var from = MemoryMarshal.Cast<byte, TFrom>(bytes);
        var to = MemoryMarshal.Cast<byte, TTo>(into);
        for (int i = 0; i < from.Length; i++) to[i] = widen(from[i]);
    }

    private static float OfE4M3(byte bits)
    {
        int exponent = (bits >> 3) & 15, fraction = bits & 7;
        float size = (bits & 127) == 127 ? float.NaN
            : exponent == 0 ? fraction / 512f : (1 + fraction / 8f) * MathF.Pow(2, exponent - 7);
        return bits < 128 ? size : -size;
    }

    // Round to nearest, ties to even: half of the last kept place is added, less one where that place is even. No number stays none.
    // A double that a float rounds onto a tie is put back on its side of it, since one rounding is right and two may not be.
    private static ushort BrainBits(double value)
    {
        float near = (float)value;
        uint bits = BitConverter.SingleToUInt32Bits(near);
        if ((bits & 0xffff) == 0x8000 && near != value) bits += Math.Abs(value) > Math.Abs(near) ? 1u : uint.MaxValue;
        return double.IsNaN(value) ? (ushort)(bits >> 16 | 64) : (ushort)((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
    }

    private static void Write<T>(Stream stream, Tensor tensor) where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("Files of numbers are written little endian; this machine is not.");
        stream.Write(MemoryMarshal.AsBytes(tensor.IsContiguous ? tensor.AsSpan<T>() : tensor.ToArray<T>()));
    }
}
