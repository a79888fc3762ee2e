using System.Buffers.Binary;
using Cajal.Onnx.Format;

namespace Cajal.Onnx;

/// <summary>A tensor out of a file: its numbers lie as raw little-endian bytes, in a list by type, or in another file beside it.</summary>
internal static class TensorReader
{
    /// <exception cref="OnnxException">Numbers are missing, or of a type that Cajal has not.</exception>
    public static Tensor Read(TensorProto proto, string? folder)
    {
        string place = $"The tensor '{proto.Name}'";
        if (ElementTypes.Held(proto.DataType) is not { } dtype)
            throw new OnnxUnsupportedException("Tensor", $"{place} holds {ElementTypes.NameOf(proto.DataType)}; numbers and truth values can be read.");
        var sizes = proto.Dims.ToArray();
        long count = 1;
        foreach (long size in sizes)
        {
            if (size < 0 || size > int.MaxValue || (count *= size) > int.MaxValue)
                throw new OnnxException(FormattableString.Invariant(
                    $"{place} has the sizes [{string.Join(", ", sizes)}]; a tensor holds fewer than 2^31 numbers, and no size is negative."));
        }
        if (sizes.Length > Shape.MaxRank) throw new OnnxException($"{place} has {sizes.Length} axes; a tensor here has at most {Shape.MaxRank}.");
        var shape = Shape.Of([.. sizes.Select(s => (int)s)]);
        ReadOnlySpan<byte> raw = proto.DataLocation == TensorProto.Types.DataLocation.External ? ExternalData.Read(proto, folder, place) : proto.RawData.Span;
        int bytes = ElementTypes.FileSize(proto.DataType);
        bool isRaw = raw.Length > 0 || proto.DataLocation == TensorProto.Types.DataLocation.External;
        long received = isRaw ? raw.Length : Listed(proto);
        long expected = isRaw ? count * bytes : count;
        if (received != expected)
            throw new OnnxException(FormattableString.Invariant(
                $"{place} {shape} needs {expected} {(isRaw ? "bytes" : "numbers")}; the file holds {received}. The file is damaged or was cut off."));
        return isRaw ? FromBytes(raw, proto.DataType, dtype, shape) : FromList(proto, dtype, shape);
    }

    private static long Listed(TensorProto proto) => (TensorProto.Types.DataType)proto.DataType switch
    {
        TensorProto.Types.DataType.Float => proto.FloatData.Count,
        TensorProto.Types.DataType.Double => proto.DoubleData.Count,
        TensorProto.Types.DataType.Int64 => proto.Int64Data.Count,
        TensorProto.Types.DataType.Uint32 or TensorProto.Types.DataType.Uint64 => proto.Uint64Data.Count,
        _ => proto.Int32Data.Count,
    };

    private static Tensor FromList(TensorProto proto, DType dtype, Shape shape) => (TensorProto.Types.DataType)proto.DataType switch
    {
        TensorProto.Types.DataType.Float => Tensor.From(proto.FloatData.ToArray(), shape),
        TensorProto.Types.DataType.Double => Tensor.From(proto.DoubleData.ToArray(), shape),
        TensorProto.Types.DataType.Int64 => Tensor.From(proto.Int64Data.ToArray(), shape),
        TensorProto.Types.DataType.Uint32 or TensorProto.Types.DataType.Uint64 => Tensor.From([.. proto.Uint64Data.Select(v => (long)v)], shape),
        TensorProto.Types.DataType.Bool => Tensor.From([.. proto.Int32Data.Select(v => v != 0)], shape),
        TensorProto.Types.DataType.Float16 => Tensor.From([.. proto.Int32Data.Select(v => (float)BitConverter.UInt16BitsToHalf((ushort)v))], shape),
        TensorProto.Types.DataType.Bfloat16 => Tensor.From([.. proto.Int32Data.Select(v => BitConverter.Int32BitsToSingle(v << 16))], shape),
        _ => Tensor.From(proto.Int32Data.ToArray(), shape).To(dtype),
    };

    private static Tensor FromBytes(ReadOnlySpan<byte> raw, int type, DType dtype, Shape shape)
    {
        int size = ElementTypes.FileSize(type);
        switch (dtype)
        {
            case DType.Float32:
                var floats = new float[shape.Count];
                for (int i = 0; i < floats.Length; i++)
                    floats[i] = (TensorProto.Types.DataType)type switch
                    {
                        TensorProto.Types.DataType.Float => BinaryPrimitives.ReadSingleLittleEndian(raw[(4 * i)..]),
                        TensorProto.Types.DataType.Float16 => (float)BinaryPrimitives.ReadHalfLittleEndian(raw[(2 * i)..]),
                        _ => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(raw[(2 * i)..]) << 16),
                    };
                return Tensor.Wrap(floats, shape);
            case DType.Float64:
                var doubles = new double[shape.Count];
                for (int i = 0; i < doubles.Length; i++) doubles[i] = BinaryPrimitives.ReadDoubleLittleEndian(raw[(8 * i)..]);
                return Tensor.Wrap(doubles, shape);
            case DType.Int32:
                var ints = new int[shape.Count];
                for (int i = 0; i < ints.Length; i++) ints[i] = (int)Whole(raw[(size * i)..], type);
                return Tensor.Wrap(ints, shape);
            case DType.Int64:
                var longs = new long[shape.Count];
                for (int i = 0; i < longs.Length; i++) longs[i] = Whole(raw[(size * i)..], type);
                return Tensor.Wrap(longs, shape);
            default:
                var truths = new bool[shape.Count];
                for (int i = 0; i < truths.Length; i++) truths[i] = raw[i] != 0;
                return Tensor.Wrap(truths, shape);
        }
    }

    private static long Whole(ReadOnlySpan<byte> raw, int type) => (TensorProto.Types.DataType)type switch
    {
        TensorProto.Types.DataType.Uint8 => raw[0],
        TensorProto.Types.DataType.Int8 => (sbyte)raw[0],
        TensorProto.Types.DataType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(raw),
        TensorProto.Types.DataType.Uint16 => BinaryPrimitives.ReadUInt16LittleEndian(raw),
        TensorProto.Types.DataType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(raw),
        TensorProto.Types.DataType.Uint32 => BinaryPrimitives.ReadUInt32LittleEndian(raw),
        _ => BinaryPrimitives.ReadInt64LittleEndian(raw),
    };
}
